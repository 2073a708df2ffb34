using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Something found in a picture.</summary>
/// <param name="Name">What is written beside it.</param>
/// <param name="Confidence">0 to 1; the most confident are drawn.</param>
/// <param name="Box">Pixels of the upright picture.</param>
/// <param name="Mask">Which pixels belong to it; null where the model gives none.</param>
/// <param name="Colour">Which colour, from 0; equal labels have equal colours.</param>
public sealed record DeckMark(string Name, double Confidence, BoundingBox Box, Mask? Mask, int Colour);
