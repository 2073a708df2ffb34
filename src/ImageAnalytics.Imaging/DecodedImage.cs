using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>
/// A decoded picture, upright: 8-bit B, G, R, shape [Height, Width, 3]. Grey became three equal channels, 16 bits the upper 8,
/// and what is transparent shows the background that was asked for, or the colour that is stored there.
/// </summary>
/// <remarks>It owns its pixels and must be disposed by whoever asked for it. Reading from several threads at once is safe.</remarks>
public sealed class DecodedImage : IDisposable
{
    private static int s_live;
    private readonly PixelView _pixels;
    private Mat? _mat;

    /// <summary>Wraps upright pixels; ownership passes to this object.</summary>
    internal DecodedImage(Mat upright, int reduction)
    {
        (_mat, Reduction) = (upright, reduction);
        _pixels = new PixelView(upright.Data, upright.Cols, upright.Rows, (int)upright.Step());
        Interlocked.Increment(ref s_live);
    }

    /// <summary>How many decoded pictures of this process were not disposed yet. Tests hold it at zero.</summary>
    public static int Live => Volatile.Read(ref s_live);

    /// <summary>The pixels, type CV_8UC3; borrowed, valid until this object is disposed, not to be disposed or written to.</summary>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public Mat Mat
    {
        get
        {
            ObjectDisposedException.ThrowIf(_mat is null, this);
            return _mat;
        }
    }

    /// <summary>The pixels as plugins see them; borrowed, valid until this object is disposed.</summary>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public PixelView Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_mat is null, this);
            return _pixels;
        }
    }

    /// <summary>Columns as decoded, upright.</summary>
    public int Width => _pixels.Width;

    /// <summary>Rows as decoded, upright.</summary>
    public int Height => _pixels.Height;

    /// <summary>By what the sides were divided when decoding: 1, 2, 4 or 8.</summary>
    public int Reduction { get; }

    /// <summary>Frees the pixels. May be called again.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _mat, null) is { } mat)
        {
            mat.Dispose();
            Interlocked.Decrement(ref s_live);
        }
    }
}
