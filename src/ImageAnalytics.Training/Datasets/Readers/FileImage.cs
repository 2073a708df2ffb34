using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A picture in a file of its own.</summary>
/// <param name="path">The file, absolute.</param>
internal sealed class FileImage(string path) : LabelledImage
{
    /// <inheritdoc/>
    public override Mat Decode(BackgroundColour? background = null)
    {
        ImageFile file = ImageFile.Open(ReadBytes(), ImageLimits.Default);
        using DecodedImage picture = file.Decode(background: file.HasAlpha ? background : null);
        return picture.Mat.Clone();
    }

    /// <inheritdoc/>
    public override byte[] ReadBytes() => File.ReadAllBytes(path);
}
