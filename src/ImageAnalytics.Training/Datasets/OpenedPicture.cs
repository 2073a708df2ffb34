using System.Security.Cryptography;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets;

/// <summary>A labelled picture as a model of a pipeline sees it: decoded at the scale and on the background that its card asks for. Owns the pixels.</summary>
internal sealed class OpenedPicture : IDisposable
{
    private readonly IDisposable _pixels;

    private OpenedPicture(Region whole, IDisposable pixels) => (Whole, _pixels) = (whole, pixels);

    /// <summary>The whole picture.</summary>
    public Region Whole { get; }

    /// <summary>Opens a picture.</summary>
    /// <param name="labelled">The picture.</param>
    /// <param name="input">The size that the model looks at; null when it needs every pixel.</param>
    /// <param name="background">What transparent pixels are put on; null to drop transparency.</param>
    /// <exception cref="ImageDecodeException">There is no picture, or it is damaged: what a model says about the rest would be no measure of it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OpenedPicture Open(LabelledImage labelled, InputSize? input, BackgroundColour? background)
    {
        byte[] bytes = labelled.ReadBytes();
        return Open(labelled, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), input, background);
    }

    /// <summary>As the other, of bytes that were read before.</summary>
    /// <param name="labelled">The picture.</param>
    /// <param name="bytes">Its bytes; borrowed.</param>
    /// <param name="hash">Their SHA-256, in small letters.</param>
    /// <param name="input">The size that the model looks at; null when it needs every pixel.</param>
    /// <param name="background">What transparent pixels are put on; null to drop transparency.</param>
    /// <exception cref="ImageDecodeException">There is no picture, or it is damaged.</exception>
    public static OpenedPicture Open(LabelledImage labelled, byte[] bytes, string hash, InputSize? input, BackgroundColour? background)
    {
        if (!labelled.IsRaw && ImageFile.Open(bytes, ImageLimits.Default) is { Failure: null } file)
        {
            DecodedImage decoded = file.Decode(ImageFile.ReductionFor(file.Header!, input), file.HasAlpha ? background : null);
            if (file.Damage is { } damage)
            {
                decoded.Dispose();
                throw new ImageDecodeException(damage);
            }

            return new OpenedPicture(RegionOf(labelled, hash, file.Header!.Width, file.Header.Height, decoded.Pixels), decoded);
        }

        // Not every picture of labelled data is a file of its own: digits are rows of one large file. The data know how to read them, or say why not.
        Mat mat = labelled.Decode();
        return new OpenedPicture(RegionOf(labelled, hash, mat.Cols, mat.Rows, new PixelView(mat.Data, mat.Cols, mat.Rows, (int)mat.Step())), mat);
    }

    public void Dispose() => _pixels.Dispose();

    private static Region RegionOf(LabelledImage labelled, string hash, int width, int height, PixelView pixels)
        => new(new Image(labelled.Name, hash, width, height), new BoundingBox(0, 0, width, height), pixels);
}
