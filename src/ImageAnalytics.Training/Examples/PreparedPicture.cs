using System.Runtime.InteropServices;
using ImageAnalytics.Imaging.Preparation;
using OpenCvSharp;

namespace ImageAnalytics.Training.Examples;

/// <summary>A picture brought to a network's size.</summary>
/// <param name="Pixels">B, G, R row by row, without gaps; not to be changed.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Mapping">Where its pixels are in the picture.</param>
internal sealed record PreparedPicture(byte[] Pixels, int Width, int Height, InputMapping Mapping)
{
    /// <summary>All but the pixels.</summary>
    public PreparedShape Shape => new(Width, Height, Mapping);

    /// <summary>A copy of the pixels, CV_8UC3; the caller disposes it.</summary>
    public Mat ToMat()
    {
        Mat mat = new(Height, Width, MatType.CV_8UC3);
        Marshal.Copy(Pixels, 0, mat.Data, Pixels.Length);
        return mat;
    }
}
