using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>Describes whole pictures, which hold one aligned face each. Owns the runner.</summary>
internal sealed class AlignedFaceLane(ModelRunner runner) : IPictureLane<FaceVector>
{
    public InputSize? InputSize => runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => runner.Background;

    /// <summary>Opens a model.</summary>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static AlignedFaceLane Open(InstalledModel embedding) => new(ModelRunner.Open(embedding));

    public FaceVector Look(Region whole, CancellationToken cancellationToken)
    {
        float[]? vector = null;
        IEmbeddingDecoder decoder = (IEmbeddingDecoder)runner.Decoder;
        runner.Run([whole], (_, outputs, frame, item, _) => vector = decoder.Decode(outputs, frame, item), cancellationToken);
        double length = Math.Sqrt(vector!.Sum(v => (double)v * v));
        return new FaceVector(!decoder.Parameters.Normalise ? vector : length > 0 ? [.. vector!.Select(v => (float)(v / length))] : null);
    }

    public void Dispose() => runner.Dispose();
}
