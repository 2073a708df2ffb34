namespace ImageAnalytics.Reporting.Decks;

/// <summary>A slide with pictures.</summary>
public sealed record PicturesSlide : DeckSlide
{
    /// <summary>One to six.</summary>
    public required IReadOnlyList<DeckPicture> Pictures { get; init; }
}
