namespace ImageAnalytics.Training.Samples;

/// <summary>A colour, each part from 0 to 255 (and beyond while it is worked on).</summary>
/// <param name="B">Blue.</param>
/// <param name="G">Green.</param>
/// <param name="R">Red.</param>
internal readonly record struct Tint(float B, float G, float R)
{
    /// <summary>Each part times a factor.</summary>
    public static Tint operator *(Tint c, float factor) => new(c.B * factor, c.G * factor, c.R * factor);

    /// <summary>From red, green and blue as people write colours.</summary>
    public static Tint Rgb(int r, int g, int b) => new(b, g, r);

    /// <summary>Between this colour (0) and another (1).</summary>
    public Tint Toward(Tint other, float share)
        => new(B + ((other.B - B) * share), G + ((other.G - G) * share), R + ((other.R - R) * share));
}
