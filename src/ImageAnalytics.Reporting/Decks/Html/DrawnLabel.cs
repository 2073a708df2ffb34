namespace ImageAnalytics.Reporting.Decks;

/// <summary>A text of a chart.</summary>
/// <param name="X">Where it is anchored.</param>
/// <param name="Y">Its base line.</param>
/// <param name="Text">The text.</param>
/// <param name="Anchor">Its SVG anchor: start, middle or end.</param>
/// <param name="IsQuiet">Whether it belongs to an axis.</param>
internal sealed record DrawnLabel(double X, double Y, string Text, string Anchor, bool IsQuiet = false);
