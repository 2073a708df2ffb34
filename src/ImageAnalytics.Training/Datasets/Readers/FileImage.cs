using ImageAnalytics.Imaging;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A picture in a file of its own.</summary>
/// <param name="path">The file, absolute.</param>
internal sealed class FileImage(string path) : LabelledImage
{
    /// <inheritdoc/>
    public override Mat Decode()
    {
        ImageFile file = ImageFile.Open(ReadBytes(), ImageLimits.Default);
        using DecodedImage picture = file.Decode();
        return picture.Mat.Clone();
    }

    /// <inheritdoc/>
    public override byte[] ReadBytes() => File.ReadAllBytes(path);
}
