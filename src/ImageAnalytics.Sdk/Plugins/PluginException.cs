namespace ImageAnalytics.Sdk;

/// <summary>A plugin cannot work as asked. Thrown before the first image, it stops the run and shows every problem.</summary>
public sealed class PluginException : Exception
{
    /// <summary>Reports one problem.</summary>
    public PluginException(string problem) : this([problem]) { }

    /// <summary>Reports one problem with its cause.</summary>
    public PluginException(string problem, Exception cause) : base(problem, cause) => Problems = [problem];

    /// <summary>Reports several problems at once.</summary>
    /// <param name="problems">Whole sentences: what cannot be done, what was expected, what was found, the next step.</param>
    public PluginException(IReadOnlyList<string> problems) : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Each problem in a whole sentence.</summary>
    public IReadOnlyList<string> Problems { get; }
}
