namespace ImageAnalytics.Reporting.Decks;

/// <summary>A slide with a chart.</summary>
public sealed record ChartSlide : DeckSlide
{
    /// <summary>The chart.</summary>
    public required DeckChart Chart { get; init; }

    /// <summary>A line below it; empty without.</summary>
    public string Remark { get; init; } = "";
}
