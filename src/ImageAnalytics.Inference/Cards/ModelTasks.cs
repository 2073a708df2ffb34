namespace ImageAnalytics.Inference.Cards;

/// <summary>What models are for, as <c>task</c> in model.yaml and in plugin manifests says it.</summary>
public static class ModelTasks
{
    /// <summary>One answer for a whole region: which classes it belongs to.</summary>
    public const string Classification = "classification";

    /// <summary>Boxes with classes.</summary>
    public const string Detection = "detection";

    /// <summary>Boxes with classes and masks.</summary>
    public const string InstanceSegmentation = "instance-segmentation";

    /// <summary>Boxes of faces, with or without points.</summary>
    public const string FaceDetection = "face-detection";

    /// <summary>An embedding of an aligned face.</summary>
    public const string FaceEmbedding = "face-embedding";

    /// <summary>Another picture made of a picture.</summary>
    public const string StyleTransfer = "style-transfer";

    /// <summary>Every task.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Classification, Detection, InstanceSegmentation, FaceDetection, FaceEmbedding, StyleTransfer];

    /// <summary>Whether a model for a task has classes, so that its card must name them.</summary>
    public static bool HasLabels(string task) => task is not (FaceDetection or FaceEmbedding or StyleTransfer);
}
