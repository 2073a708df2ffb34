using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>libjpeg-turbo's own interface: no copy between its buffer and ours.</summary>
internal sealed partial class TurboJpegDecoder : IPhotographDecoder
{
    private const string Library = "libturbojpeg.so.0";
    private const int Bgr = 1;
    private readonly nint _handle = tjInitDecompress();
    private Mat _pixels = new();

    public Mat Decode(byte[] jpeg, int reduction)
    {
        Check(tjDecompressHeader3(_handle, jpeg, (nuint)jpeg.Length, out int width, out int height, out _, out _));
        (width, height) = ((width + reduction - 1) / reduction, (height + reduction - 1) / reduction);
        if (_pixels.Width != width || _pixels.Height != height)
        {
            _pixels.Dispose();
            _pixels = new Mat(height, width, MatType.CV_8UC3);
        }

        Check(tjDecompress2(_handle, jpeg, (nuint)jpeg.Length, _pixels.Data, width, (int)_pixels.Step(), height, Bgr, 0));
        return _pixels;
    }

    public void Dispose()
    {
        _pixels.Dispose();
        _ = tjDestroy(_handle);
    }

    private void Check(int status)
    {
        // A warning leaves a picture; only an error does not.
        if (status != 0 && tjGetErrorCode(_handle) != 0)
        {
            throw new InvalidDataException("libjpeg-turbo cannot decode a photograph of the benchmark.");
        }
    }

    [LibraryImport(Library)]
    private static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    private static partial int tjDecompressHeader3(nint handle, byte[] jpeg, nuint size, out int width, out int height, out int subsampling, out int colourSpace);

    [LibraryImport(Library)]
    private static partial int tjDecompress2(nint handle, byte[] jpeg, nuint size, nint pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library)]
    private static partial int tjGetErrorCode(nint handle);

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint handle);
}
