namespace ImageAnalytics.Reporting.Decks;

/// <summary>A slide with a table.</summary>
public sealed record TableSlide : DeckSlide
{
    /// <summary>The table.</summary>
    public required DeckTable Table { get; init; }

    /// <summary>A line below it; empty without.</summary>
    public string Remark { get; init; } = "";
}
