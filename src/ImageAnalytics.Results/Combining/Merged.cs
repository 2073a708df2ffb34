namespace ImageAnalytics.Results.Combining;

/// <summary>Findings that are one thing.</summary>
/// <param name="Best">The member that lends what cannot be averaged: its detail, its embedding.</param>
/// <param name="Members">All of them, the best first.</param>
/// <param name="Label">What it is.</param>
/// <param name="Box">Where it is; null for the whole image.</param>
/// <param name="Confidence">How sure that is, not rounded.</param>
internal sealed record Merged(Finding Best, IReadOnlyList<Finding> Members, string Label, BoundingBox? Box, double Confidence)
{
    /// <summary>Place among the answers for one region, from 1; 0 where there is no order.</summary>
    public int Rank { get; init; }

    /// <summary>The steps that agree, in ordinal order.</summary>
    public IReadOnlyList<string> Steps { get; } = [.. Members.Select(m => m.Step).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
