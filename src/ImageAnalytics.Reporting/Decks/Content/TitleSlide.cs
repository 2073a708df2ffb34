namespace ImageAnalytics.Reporting.Decks;

/// <summary>The first slide.</summary>
public sealed record TitleSlide : DeckSlide
{
    /// <summary>The question that the pipeline answers; empty when its file says none.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Facts of the run, a short line each.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}
