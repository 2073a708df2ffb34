namespace ImageAnalytics.Sdk;

/// <summary>The colour on which transparent pixels are put before a model sees them.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct BackgroundColour(byte Red, byte Green, byte Blue);
