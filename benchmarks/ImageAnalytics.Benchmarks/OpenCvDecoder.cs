using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>OpenCV's decoder.</summary>
internal sealed class OpenCvDecoder : IPhotographDecoder
{
    private Mat? _last;

    public Mat Decode(byte[] jpeg, int reduction)
    {
        _last?.Dispose();
        _last = Cv2.ImDecode(jpeg, reduction switch
        {
            8 => ImreadModes.ReducedColor8,
            4 => ImreadModes.ReducedColor4,
            2 => ImreadModes.ReducedColor2,
            _ => ImreadModes.Color,
        });
        return _last;
    }

    public void Dispose() => _last?.Dispose();
}
