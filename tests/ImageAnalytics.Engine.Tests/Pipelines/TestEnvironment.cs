using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Pipelines;

/// <summary>Plugins and models that need no files.</summary>
internal static class TestEnvironment
{
    public static PipelineEnvironment Create() => new()
    {
        Plugins =
        [
            new KnownPlugin(Manifest("classifier", ["classification"]), OptionsType: () => typeof(ClassifierOptions)),
            new KnownPlugin(Manifest("single-shot-detector", ["detection"]), OptionsType: () => typeof(DetectorOptions)),
            new KnownPlugin(Manifest("face", ["face-detection", "face-embedding"], "detector", "embedding"), OptionsType: () => typeof(FaceOptions)),
            new KnownPlugin(Manifest("broken", ["detection"]), Problem: "It was built for SDK 2.0 and this host offers 1.0."),
        ],
        Models =
        [
            new KnownModel("fastestdet", "detection"),
            new KnownModel("squeezenet", "classification"),
            new KnownModel("yunet", "face-detection"),
            new KnownModel("mobileface-v2", "face-embedding"),
            new KnownModel("torn", "detection", "The file 'torn.onnx' does not match its sha256."),
        ],
        CatalogModels = ["fastestdet", "squeezenet", "nanodet-m"],
    };

    public static PluginManifest Manifest(string id, string[] tasks, params string[] roles) => new()
    {
        Id = id,
        Version = "1.0.0",
        Sdk = "1.0",
        Assembly = id + ".dll",
        Description = $"Does the work of {id}.",
        Tasks = tasks,
        Emits = [],
        Roles = roles.Length > 0 ? roles : [AnalyzerContext.DefaultRole],
    };

    public enum Mode
    {
        Fast,
        VeryCareful,
    }

    public sealed record ClassifierOptions
    {
        [Range(1, 100), Description("How many answers for each region.")]
        public int Top { get; init; } = 5;

        [Range(0.0, 1.0), Description("Answers below are left out.")]
        public double MinConfidence { get; init; }

        public Mode Mode { get; init; }
    }

    public sealed record DetectorOptions
    {
        [Range(0.0, 1.0), Description("Boxes below are left out.")]
        public double? MinConfidence { get; init; }

        [Description("Only these labels; all when empty.")]
        public IReadOnlyList<string> Labels { get; init; } = [];
    }

    public sealed record FaceOptions
    {
        public string Gallery { get; init; } = "";

        [Range(0.0, 2.0)]
        public double Tolerance { get; init; } = 0.5;
    }
}
