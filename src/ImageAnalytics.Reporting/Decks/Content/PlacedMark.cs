using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A mark with its place over a picture, in points from the picture's top left.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Box">Its box.</param>
/// <param name="Name">What is written; empty where there was no room.</param>
/// <param name="NameBox">Where it is written.</param>
/// <param name="Outline">The outline of its mask; null without one that can be drawn.</param>
internal sealed record PlacedMark(DeckMark Mark, BoundingBox Box, string Name, BoundingBox NameBox, MaskOutline? Outline);
