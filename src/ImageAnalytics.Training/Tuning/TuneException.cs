namespace ImageAnalytics.Training.Tuning;

/// <summary>Something cannot be tuned. Carries every problem at once, each with file, line and column where it has a place.</summary>
public sealed class TuneException : Exception
{
    /// <summary>Makes one.</summary>
    public TuneException(params IReadOnlyList<string> problems) : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Makes one with its cause.</summary>
    public TuneException(string problem, Exception cause) : base(problem, cause) => Problems = [problem];

    /// <summary>The problems, each a whole sentence.</summary>
    public IReadOnlyList<string> Problems { get; }
}
