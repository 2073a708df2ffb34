namespace ImageAnalytics.Results.Comparing;

/// <summary>How two runs are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Which step of the earlier run is compared with which of the later one; empty for those of the same id.</summary>
    public IReadOnlyList<StepPair> Steps { get; init; } = [];

    /// <summary>From which IoU on two boxes are the same thing, above 0 to 1.</summary>
    public double Overlap { get; init; } = 0.5;

    /// <summary>By how much the confidence of the same thing must differ to be told, 0 to 1.</summary>
    public double Confidence { get; init; } = 0.1;

    /// <summary>Whether findings are compared even where picture and step are the same, so that results must be: to see whether they are.</summary>
    public bool Recheck { get; init; }
}
