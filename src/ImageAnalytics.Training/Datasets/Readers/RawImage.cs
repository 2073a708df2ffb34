using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A grey picture among many in one array.</summary>
/// <param name="values">All pictures' pixels, one after another; borrowed.</param>
/// <param name="index">Which picture.</param>
/// <param name="width">Columns of each.</param>
/// <param name="height">Rows of each.</param>
internal sealed class RawImage(byte[] values, int index, int width, int height) : LabelledImage
{
    internal override bool IsRaw => true;

    /// <inheritdoc/>
    public override Mat Decode()
    {
        using Mat grey = Mat.FromPixelData(height, width, MatType.CV_8UC1, ReadBytes());
        Mat picture = new();
        Cv2.CvtColor(grey, picture, ColorConversionCodes.GRAY2BGR);
        return picture;
    }

    /// <inheritdoc/>
    public override byte[] ReadBytes() => values.AsSpan(index * width * height, width * height).ToArray();
}
