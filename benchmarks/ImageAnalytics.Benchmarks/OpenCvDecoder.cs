using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>OpenCV's decoder. It has no header probe of its own, so the size comes from the JPEG frame header.</summary>
internal sealed class OpenCvDecoder : IPhotographDecoder
{
    private Mat? _last;

    public Mat Decode(byte[] jpeg, int side)
    {
        _last?.Dispose();
        _last = Cv2.ImDecode(jpeg, ModeFor(JpegFrame.ShortSide(jpeg), side));
        return _last;
    }

    public void Dispose() => _last?.Dispose();

    private static ImreadModes ModeFor(int shortSide, int side) => (shortSide / side) switch
    {
        >= 8 => ImreadModes.ReducedColor8,
        >= 4 => ImreadModes.ReducedColor4,
        >= 2 => ImreadModes.ReducedColor2,
        _ => ImreadModes.Color,
    };
}
