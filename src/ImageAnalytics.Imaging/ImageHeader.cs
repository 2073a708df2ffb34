namespace ImageAnalytics.Imaging;

/// <summary>What a file says about its picture before anything is decoded.</summary>
/// <param name="Format">The format, by content.</param>
/// <param name="StoredWidth">Columns as stored.</param>
/// <param name="StoredHeight">Rows as stored.</param>
/// <param name="Orientation">How the stored picture must be turned to stand upright: 1 to 8 as in EXIF; 1 where the file says nothing valid.</param>
public sealed record ImageHeader(ImageFormat Format, int StoredWidth, int StoredHeight, int Orientation = 1)
{
    /// <summary>Columns of the upright picture at full scale.</summary>
    public int Width => Orientation >= 5 ? StoredHeight : StoredWidth;

    /// <summary>Rows of the upright picture at full scale.</summary>
    public int Height => Orientation >= 5 ? StoredWidth : StoredHeight;

    /// <summary>
    /// When the picture was taken, by the camera's clock: <c>yyyy-MM-ddTHH:mm:ss</c>, followed by <c>+HH:mm</c> or <c>-HH:mm</c>
    /// only where the file records the offset. Null when it does not say.
    /// </summary>
    public string? TakenAt { get; init; }

    /// <summary>Make and model of the camera, at most 200 characters, without control characters. Null when the file does not say.</summary>
    public string? Camera { get; init; }

    /// <summary>Pages or frames as the first one's structure tells, at least 1; <see cref="PageCounter"/> counts those that can be opened.</summary>
    public int Pages { get; init; } = 1;
}
