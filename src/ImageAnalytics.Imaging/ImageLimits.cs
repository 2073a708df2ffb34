using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>How large a picture may be. What is larger is refused before anything is decoded.</summary>
/// <remarks>
/// At the default of 150 million pixels a decoded picture takes 450 MB, twice that for the moment in which it is turned upright,
/// and a progressive JPEG up to 1.4 GB while it is decoded.
/// </remarks>
public sealed record ImageLimits
{
    /// <summary>The limits that hold when nobody says otherwise.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>The largest file in bytes.</summary>
    /// <value>1 GiB.</value>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>The largest picture in pixels, width times height.</summary>
    /// <value>150 million.</value>
    public long MaxPixels { get; init; } = 150_000_000;

    /// <summary>Says whether a file of this size is too large to be read at all.</summary>
    /// <param name="bytes">The file's size.</param>
    /// <returns>A failure of class <c>too-large</c>, or null when the size is right.</returns>
    public ImageFailure? CheckBytes(long bytes) => bytes <= MaxBytes ? null : new ImageFailure(
        FailureClasses.TooLarge,
        $"The file has {bytes} bytes, but the limit is {MaxBytes}. Raise the limit on bytes if it should be read.");

    /// <summary>Says whether a picture of this size is too large to be decoded.</summary>
    /// <param name="width">Columns that the file announces.</param>
    /// <param name="height">Rows that the file announces.</param>
    /// <returns>A failure of class <c>too-large</c>, or null when the size is right.</returns>
    public ImageFailure? CheckPixels(long width, long height) => (Int128)width * height <= MaxPixels ? null : new ImageFailure(
        FailureClasses.TooLarge,
        $"The file announces {width} x {height} = {(Int128)width * height} pixels, but the limit is {MaxPixels}. "
        + "Raise the limit on pixels if it should be decoded.");
}
