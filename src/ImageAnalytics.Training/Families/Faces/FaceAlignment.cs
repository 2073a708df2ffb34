using System.Collections.Concurrent;
using ImageAnalytics.Imaging.Alignment;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Evaluation.Faces;
using ImageAnalytics.Training.Examples;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>Finds the face of a picture that is meant and aligns it, as the face plugin does.</summary>
internal sealed class FaceAlignment : IPicturePreparation, IDisposable
{
    private readonly InstalledModel _detector;
    private readonly IReadOnlyList<ImagePoint> _template;
    private readonly InputSpec _input;
    private readonly ConcurrentBag<FaceReader> _readers;

    /// <summary>Opens the detector.</summary>
    /// <param name="detector">Finds faces with five points.</param>
    /// <param name="template">Where the points are to come, in pixels of the input.</param>
    /// <param name="input">What the network wants to see.</param>
    /// <exception cref="PluginException">The detector cannot be opened.</exception>
    public FaceAlignment(InstalledModel detector, IReadOnlyList<ImagePoint> template, InputSpec input)
    {
        (_detector, _template, _input) = (detector, template, input);
        _readers = [FaceReader.Open(detector, embedding: null)];
    }

    public InputSize? InputSize => null;

    public BackgroundColour? Background => _detector.Card.Input.Background;

    public PreparedPicture? Prepare(Region whole)
    {
        if (!_readers.TryTake(out FaceReader? reader))
        {
            reader = FaceReader.Open(_detector, embedding: null);
        }

        try
        {
            return reader.Read(whole).Where(f => f.Points is not null).MinBy(f => MeantFace.FromMiddle(f.Box, whole.Pixels)) is { Points: { } points }
                && SimilarityTransform.Fit(points, _template) is { } transform ? Cut(whole.Pixels, transform) : null;
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
        using CroppedPicture crop = AlignedCrop.Cut(pixels, transform, _input.Preparation.Width, _input.Preparation.Height);
        using PicturePreparer preparer = new(_input.Preparation);
        PixelView view = preparer.Prepare(crop.Pixels, out InputMapping mapping);
        return InputPreparation.Copy(view, mapping);
    }
}
