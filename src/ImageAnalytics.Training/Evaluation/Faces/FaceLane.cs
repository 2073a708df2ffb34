using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>Finds and describes faces as the plugin <c>face</c> does. Of several, the one whose middle is nearest the picture's is meant. Owns the reader.</summary>
internal sealed class FaceLane(FaceReader reader) : IPictureLane<FaceVector>
{
    public InputSize? InputSize => reader.InputSize;

    public BackgroundColour? Background => reader.Background;

    /// <summary>Opens the models.</summary>
    /// <exception cref="PluginException">One cannot be opened.</exception>
    public static FaceLane Open(InstalledModel detector, InstalledModel embedding) => new(FaceReader.Open(detector, embedding));

    public FaceVector Look(Region whole, CancellationToken cancellationToken)
        => new(reader.Read(whole, cancellationToken).Where(f => f.Embedding is not null).MinBy(f => MeantFace.FromMiddle(f.Box, whole.Pixels))?.Embedding);

    public void Dispose() => reader.Dispose();
}
