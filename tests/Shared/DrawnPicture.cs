namespace ImageAnalytics.Testing;

/// <summary>A picture that a test drew, and what is to be seen in it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Colour">The one shape's colour: blue, green or red; null when there is none.</param>
/// <param name="Left">The shape's left edge.</param>
/// <param name="Top">The shape's upper edge.</param>
/// <param name="ShapeWidth">Its width.</param>
/// <param name="ShapeHeight">Its height.</param>
internal sealed record DrawnPicture(string Name, int Width, int Height, string? Colour, int Left, int Top, int ShapeWidth, int ShapeHeight)
{
    /// <summary>Whether the format keeps every pixel.</summary>
    public bool IsLossless => !Name.EndsWith(".jpg", StringComparison.Ordinal) && !Name.EndsWith(".webp", StringComparison.Ordinal);
}
