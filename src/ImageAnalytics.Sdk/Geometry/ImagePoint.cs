namespace ImageAnalytics.Sdk;

/// <summary>A point in pixels: origin top-left, x to the right, y down; (0, 0) is the corner of the first pixel, its centre is (0.5, 0.5).</summary>
/// <param name="X">Distance from the left edge.</param>
/// <param name="Y">Distance from the top edge.</param>
/// <remarks>Which pixels (of the upright image, or of a region) is said where a point is handed over.</remarks>
public readonly record struct ImagePoint(double X, double Y);
