namespace ImageAnalytics.Reporting.Decks;

/// <summary>How text in a shape looks.</summary>
/// <param name="Size">The size of the font in points.</param>
/// <param name="Bold">Whether it is bold.</param>
/// <param name="Colour">A colour of the theme.</param>
/// <param name="Align">Left, right or centre.</param>
internal sealed record TextStyle(double Size, bool Bold = false, ShapeColour? Colour = null, TextAlign Align = TextAlign.Left);
