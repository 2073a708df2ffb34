namespace ImageAnalytics.Engine.Runs;

/// <summary>The run cannot be started as asked: command line, pipeline, plugin or model. Nothing was started.</summary>
public sealed class RunRefusedException : Exception
{
    /// <summary>Reports every problem.</summary>
    public RunRefusedException(IReadOnlyList<string> problems) : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Each problem in whole sentences.</summary>
    public IReadOnlyList<string> Problems { get; }
}
