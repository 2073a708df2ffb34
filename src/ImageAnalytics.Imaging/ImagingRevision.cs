using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>What decoding, resizing and packing depend on; part of every fingerprint.</summary>
public static class ImagingRevision
{
    /// <summary>Our own revision and the version of the library that decodes.</summary>
    public static string Current { get; } = $"{ImageFile.Revision} OpenCvSharp {typeof(Mat).Assembly.GetName().Version}";
}
