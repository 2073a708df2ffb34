namespace ImageAnalytics.Training.Datasets;

/// <summary>Labelled data cannot be used at all. Carries everything that is wrong with them at once.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>Makes the exception from one message.</summary>
    /// <param name="message">What could not be read, what was expected, what was found and what to do, in whole sentences.</param>
    public DatasetException(string message) : this([message]) { }

    /// <summary>Makes the exception from all messages.</summary>
    /// <param name="problems">What is wrong, each in whole sentences; at least one.</param>
    /// <param name="inner">What was thrown below, if something was.</param>
    public DatasetException(IReadOnlyList<string> problems, Exception? inner = null)
        : base(string.Join(Environment.NewLine, problems ?? throw new ArgumentNullException(nameof(problems))), inner) => Problems = problems;

    /// <summary>What is wrong, each in whole sentences.</summary>
    public IReadOnlyList<string> Problems { get; }
}
