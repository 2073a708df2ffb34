namespace ImageAnalytics.Reporting.Decks;

/// <summary>A slide that a deck may have.</summary>
/// <param name="Slide">The slide.</param>
/// <param name="Rank">How important it is: 0 is in every deck.</param>
internal sealed record SlideCandidate(DeckSlide Slide, int Rank);
