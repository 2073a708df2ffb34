using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>What decoding, resizing and packing depend on; part of every fingerprint.</summary>
public static class ImagingRevision
{
    // Raise it with every change to decoding or preparation that can change a pixel or a size.
    private const int Own = 1;

    /// <summary>Our own revision and the version of the library that decodes.</summary>
    public static string Current { get; } = $"{Own} OpenCvSharp {typeof(Mat).Assembly.GetName().Version}";
}
