using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>Describes whole pictures, which hold one aligned face each. Owns the embedder.</summary>
internal sealed class AlignedFaceLane(FaceEmbedder embedder) : IPictureLane<FaceVector>
{
    public InputSize? InputSize => embedder.Runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => embedder.Runner.Background;

    /// <summary>Opens a model.</summary>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static AlignedFaceLane Open(InstalledModel embedding) => new(new FaceEmbedder(ModelRunner.Open(embedding)));

    public FaceVector Look(Region whole, CancellationToken cancellationToken) => new(embedder.EmbedAligned(whole, cancellationToken));

    public void Dispose() => embedder.Dispose();
}
