namespace ImageAnalytics.Reporting.Decks;

/// <summary>A slide of a few large figures and what they mean.</summary>
public sealed record FiguresSlide : DeckSlide
{
    /// <summary>At most six.</summary>
    public required IReadOnlyList<KeyFigure> Figures { get; init; }

    /// <summary>Sentences below them.</summary>
    public IReadOnlyList<string> Statements { get; init; } = [];
}
