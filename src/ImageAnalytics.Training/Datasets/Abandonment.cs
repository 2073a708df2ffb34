namespace ImageAnalytics.Training.Datasets;

/// <summary>Lets work be given up that cannot be stopped itself, such as reading the labels of a large data set. It goes on unseen, and must leave nothing half done.</summary>
internal static class Abandonment
{
    /// <summary>What the work gives.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static T WaitFor<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(work, cancellationToken).WaitAsync(cancellationToken).GetAwaiter().GetResult();
}
