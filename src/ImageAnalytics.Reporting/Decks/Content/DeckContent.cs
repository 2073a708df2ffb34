namespace ImageAnalytics.Reporting.Decks;

/// <summary>What a deck shows, whatever it is written as. Equal contents give byte-equal decks.</summary>
/// <remarks>Immutable. Texts may come from anyone: what writes them makes them visible, shortens and encodes them.</remarks>
public sealed record DeckContent
{
    /// <summary>The deck's title.</summary>
    public required string Title { get; init; }

    /// <summary>What stands at the foot of every slide.</summary>
    public string Footer { get; init; } = "";

    /// <summary>The file of the report that lies beside the deck; null without one.</summary>
    public string? ReportPage { get; init; }

    /// <summary>The moment that the document names as that of its making: when the run finished.</summary>
    public DateTimeOffset Made { get; init; }

    /// <summary>The slides in order.</summary>
    public required IReadOnlyList<DeckSlide> Slides { get; init; }
}
