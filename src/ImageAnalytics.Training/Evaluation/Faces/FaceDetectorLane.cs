using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Evaluation.Objects;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>A model that finds faces at work as the plugin <c>face</c> uses it; all that it finds is of its one class. Owns the reader.</summary>
internal sealed class FaceDetectorLane(FaceReader reader, int reported) : IPictureLane<FoundInPicture>
{
    public InputSize? InputSize => reader.InputSize;

    public BackgroundColour? Background => reader.Background;

    /// <summary>Opens a model.</summary>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static FaceDetectorLane Open(InstalledModel model, Thresholds thresholds) => new(FaceReader.Open(model, null, thresholds), model.Card.Output.Thresholds.MaxDetections);

    public FoundInPicture Look(Region whole, CancellationToken cancellationToken)
    {
        FoundInPicture.Thing[] found = [.. reader.Read(whole, cancellationToken).Select(f => new FoundInPicture.Thing(0, f.Confidence, whole.ToImage(f.Box), null))];
        return new FoundInPicture(whole.Image.Width, whole.Image.Height, found) { LeastReported = FoundInPicture.SurestOf(found, reported) };
    }

    public void Dispose() => reader.Dispose();
}
