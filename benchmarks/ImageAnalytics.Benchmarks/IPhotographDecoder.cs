using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>Decodes JPEGs at full or reduced scale. One per thread.</summary>
internal interface IPhotographDecoder : IDisposable
{
    /// <summary>The pixels in B, G, R order; valid until the next call.</summary>
    /// <param name="jpeg">The file's bytes.</param>
    /// <param name="reduction">1, 2, 4 or 8.</param>
    Mat Decode(byte[] jpeg, int reduction);
}
