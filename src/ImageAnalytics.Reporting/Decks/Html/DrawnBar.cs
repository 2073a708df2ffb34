namespace ImageAnalytics.Reporting.Decks;

/// <summary>A filled box of a chart, in the colour of a series.</summary>
internal sealed record DrawnBar(int Series, double X, double Y, double Width, double Height);
