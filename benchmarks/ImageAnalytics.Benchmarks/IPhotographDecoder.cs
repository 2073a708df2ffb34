using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>Decodes a JPEG for a network, as small as the rule allows: both sides still reach the input. One per thread.</summary>
internal interface IPhotographDecoder : IDisposable
{
    /// <summary>The pixels in B, G, R order; valid until the next call.</summary>
    Mat Decode(byte[] jpeg, int side);
}
