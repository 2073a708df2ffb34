namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A part drawn on nothing: a square window around its middle.</summary>
/// <param name="Piece">The part.</param>
/// <param name="Side">Columns and rows of the window.</param>
/// <param name="Half">Half-size of the part in pixels.</param>
/// <param name="Colours">B, G, R of each pixel.</param>
/// <param name="Coverage">How much of each pixel the part covers, 0 to 255. From <see cref="SetFrom"/> on, a pixel belongs to it.</param>
internal sealed record RenderedPart(PartPiece Piece, int Side, float Half, byte[] Colours, byte[] Coverage)
{
    /// <summary>Coverage from which a pixel is one of the part's.</summary>
    public const byte SetFrom = 128;

    /// <summary>The part's pixels.</summary>
    public int Area { get; } = Coverage.Count(c => c >= SetFrom);
}
