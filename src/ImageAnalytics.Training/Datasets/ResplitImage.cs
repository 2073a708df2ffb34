using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets;

/// <summary>A picture of which other things are said: another split, other classes.</summary>
/// <param name="image">The picture; borrowed.</param>
internal sealed class ResplitImage(LabelledImage image) : LabelledImage
{
    internal override bool IsRaw => image.IsRaw;

    /// <inheritdoc/>
    public override Mat Decode() => image.Decode();

    /// <inheritdoc/>
    public override byte[] ReadBytes() => image.ReadBytes();
}
