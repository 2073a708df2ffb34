using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Alignment;

/// <summary>A piece that was cut out of a picture. Owns its pixels; to be disposed by whoever asked for it.</summary>
public sealed class CroppedPicture : IDisposable
{
    private readonly Mat _mat;

    internal CroppedPicture(Mat mat) => _mat = mat;

    /// <summary>The pixels; borrowed, valid until this object is disposed.</summary>
    public PixelView Pixels => new(_mat.Data, _mat.Cols, _mat.Rows, checked((int)_mat.Step()));

    /// <summary>The same piece with left and right exchanged; the caller disposes it.</summary>
    public CroppedPicture Mirrored() => Mirrored(Pixels);

    /// <summary>A picture with left and right exchanged; the caller disposes it.</summary>
    /// <param name="picture">The picture; borrowed for the call.</param>
    public static CroppedPicture Mirrored(PixelView picture)
    {
        using Mat view = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, picture.Data, picture.StrideBytes);
        Mat mirrored = new();
        Cv2.Flip(view, mirrored, FlipMode.Y);
        return new CroppedPicture(mirrored);
    }

    /// <summary>Frees the pixels. May be called again.</summary>
    public void Dispose() => _mat.Dispose();
}
