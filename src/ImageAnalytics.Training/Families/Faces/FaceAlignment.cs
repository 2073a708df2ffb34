using System.Collections.Concurrent;
using ImageAnalytics.Imaging.Alignment;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Examples;
using OpenCvSharp;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>Finds the most confident face of a picture and aligns it, as the face plugin does.</summary>
internal sealed class FaceAlignment(InstalledModel detector, IReadOnlyList<ImagePoint> template, int width, int height, BackgroundColour? background) : IPicturePreparation, IDisposable
{
    private readonly ConcurrentBag<FaceReader> _readers = [];

    public BackgroundColour? Background => background;

    public PreparedPicture? Prepare(Mat picture)
    {
        if (!_readers.TryTake(out FaceReader? reader))
        {
            reader = FaceReader.Open(detector, embedding: null);
        }

        try
        {
            PixelView pixels = new(picture.Data, picture.Cols, picture.Rows, (int)picture.Step());
            Region whole = new(new Image("", "", picture.Cols, picture.Rows), new BoundingBox(0, 0, picture.Cols, picture.Rows), pixels);
            return reader.Read(whole) is [{ Points: { } points }, ..] && SimilarityTransform.Fit(points, template) is { } transform ? Cut(pixels, transform) : null;
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    public void Dispose()
    {
        foreach (FaceReader reader in _readers)
        {
            reader.Dispose();
        }
    }

    private PreparedPicture Cut(PixelView pixels, SimilarityTransform transform)
    {
        using CroppedPicture crop = AlignedCrop.Cut(pixels, transform, width, height);
        return InputPreparation.Copy(crop.Pixels, new InputMapping(1, 1, 0, 0, width, height));
    }
}
