using ImageAnalytics.Imaging.Alignment;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Masks;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>The decoders, by the names that model.yaml uses.</summary>
public static class DecoderCatalog
{
    private static readonly DecoderDefinition[] s_all =
    [
        new("softmax-labels", SoftmaxLabelsDecoder.Revision, ModelTasks.Classification, SoftmaxLabelsParameters.Read, p => new SoftmaxLabelsDecoder((SoftmaxLabelsParameters)p)),
        new("yolo-free", YoloFreeDecoder.Revision, ModelTasks.Detection, YoloFreeParameters.Read, p => new YoloFreeDecoder((YoloFreeParameters)p)),
        new("yolo-rows", YoloRowsDecoder.Revision, ModelTasks.Detection, YoloRowsParameters.Read, p => new YoloRowsDecoder((YoloRowsParameters)p)),
        new("yolo-anchors", YoloAnchorsDecoder.Revision, ModelTasks.Detection, YoloAnchorsParameters.Read, p => new YoloAnchorsDecoder((YoloAnchorsParameters)p)),
        new("ssd-priors", SsdPriorsDecoder.Revision, ModelTasks.Detection, SsdPriorsParameters.Read, p => new SsdPriorsDecoder((SsdPriorsParameters)p)),
        new("distribution-boxes", DistributionBoxesDecoder.Revision, ModelTasks.Detection, DistributionBoxesParameters.Read, p => new DistributionBoxesDecoder((DistributionBoxesParameters)p)),
        new("boxes-scores-labels", BoxesScoresLabelsDecoder.Revision, ModelTasks.Detection, BoxesScoresLabelsParameters.Read, p => new BoxesScoresLabelsDecoder((BoxesScoresLabelsParameters)p)),
        new("two-stage", TwoStageDecoder.Revision, ModelTasks.Detection, map => TwoStageParameters.Read(map, masks: false), TwoStage.Make)
        {
            Tasks = [ModelTasks.Detection, ModelTasks.InstanceSegmentation],
        },
        new("mask-rcnn", (TwoStageDecoder.Revision * 100) + MaskPaster.Revision, ModelTasks.InstanceSegmentation, map => TwoStageParameters.Read(map, masks: true), TwoStage.Make),
        new("picture", PictureDecoder.Revision, ModelTasks.StyleTransfer, PictureParameters.Read, p => new PictureDecoder((PictureParameters)p)),
        new("face-boxes", (FaceBoxesDecoder.Revision * 100) + FaceFinder.Revision, ModelTasks.FaceDetection, FaceBoxesParameters.Read, p => new FaceBoxesDecoder((FaceBoxesParameters)p)),
        new("face-five-points", (FaceFivePointsDecoder.Revision * 100) + FaceFinder.Revision, ModelTasks.FaceDetection, FaceFivePointsParameters.Read, p => new FaceFivePointsDecoder((FaceFivePointsParameters)p)),
        new("embedding", EmbeddingRevision, ModelTasks.FaceEmbedding, EmbeddingParameters.Read, p => new EmbeddingDecoder((EmbeddingParameters)p)),
    ];

    // An embedding depends on how its face was cut out and on what is made of the vector, too.
    internal const int EmbeddingRevision = (EmbeddingDecoder.Revision * 10_000) + (AlignedCrop.Revision * 100) + FaceEmbedder.Revision;

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(d => d.Name)];

    /// <summary>A decoder's revision. It changes whenever the same network output would be read otherwise; part of fingerprints.</summary>
    /// <exception cref="ArgumentException">There is no such decoder.</exception>
    public static int RevisionOf(string name)
        => Find(name)?.Revision is { } revision
            ? (revision * 1000) + NonMaximumSuppression.Revision
            : throw new ArgumentException($"There is no decoder '{name}'; expected one of: {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The decoder of a name; null when there is none.</summary>
    internal static DecoderDefinition? Find(string name) => s_all.FirstOrDefault(d => d.Name == name);

    /// <summary>Makes the decoder that a card asks for.</summary>
    internal static IOutputDecoder Make(OutputSpec output) => Find(output.Decoder)!.Make(output.Parameters);
}
