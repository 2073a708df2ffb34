using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets;

/// <summary>A picture in another split.</summary>
/// <param name="image">The picture; borrowed.</param>
internal sealed class ResplitImage(LabelledImage image) : LabelledImage
{
    /// <inheritdoc/>
    public override Mat Decode(BackgroundColour? background = null) => image.Decode(background);

    /// <inheritdoc/>
    public override byte[] ReadBytes() => image.ReadBytes();
}
