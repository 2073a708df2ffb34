namespace ImageAnalytics.Training.Evaluation.Pictures;

/// <summary>A picture of the data that could not be looked at.</summary>
/// <param name="Name">Its name in the data.</param>
/// <param name="Message">Why, in a whole sentence.</param>
public sealed record BrokenPicture(string Name, string Message)
{
    /// <summary>Whether the picture is sound and the model failed on it.</summary>
    public bool IsModels { get; init; }
}
