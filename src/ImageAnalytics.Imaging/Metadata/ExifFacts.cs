namespace ImageAnalytics.Imaging;

/// <summary>The EXIF facts that the product uses.</summary>
/// <param name="Orientation">1 to 8; 0 when the file says nothing valid.</param>
/// <param name="TakenAt">As <see cref="ImageHeader.TakenAt"/>.</param>
/// <param name="Camera">As <see cref="ImageHeader.Camera"/>.</param>
internal sealed record ExifFacts(int Orientation, string? TakenAt, string? Camera)
{
    public static ExifFacts None { get; } = new(0, null, null);
}
