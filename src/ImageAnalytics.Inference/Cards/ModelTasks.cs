namespace ImageAnalytics.Inference.Cards;

/// <summary>What models are for, as <c>task</c> in model.yaml and in plugin manifests says it.</summary>
public static class ModelTasks
{
    /// <summary>One answer for a whole region: which classes it belongs to.</summary>
    public const string Classification = "classification";

    /// <summary>Boxes with classes.</summary>
    public const string Detection = "detection";

    /// <summary>Every task.</summary>
    public static IReadOnlyList<string> All { get; } = [Classification, Detection];
}
