namespace ImageAnalytics.Reporting.Decks;

/// <summary>A slide. The records derived from it are all kinds that there are.</summary>
public abstract record DeckSlide
{
    /// <summary>Its headline, a statement where there is one to make.</summary>
    public required string Title { get; init; }

    /// <summary>Speaker notes: where each figure comes from, a paragraph each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
