using ImageAnalytics.Faces;
using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Seeds;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>What describes models, plugins, trainings and known people.</summary>
internal static class CardTargets
{
    private const string LabelCard = """
        card: 1
        name: some-model
        version: "1"
        task: classification
        summary: It says what is shown.
        licence: MIT
        engine: onnx
        files:
          - { name: m.onnx, role: model, bytes: 10, sha256: 0000000000000000000000000000000000000000000000000000000000000000 }
          - { name: l.txt, role: labels, bytes: 10, sha256: 0000000000000000000000000000000000000000000000000000000000000000 }
        input: { width: 8, height: 8, resize: stretch, channels: rgb, layout: nchw, scale: 1/255 }
        output: { decoder: softmax-labels }
        labels: { file: l.txt, format: index-name }
        """;

    private const string Gallery = """
        {"gallery":1,"model":{"name":"m","contentHash":"ab","processing":"1","metric":"cosine","length":2},"detector":"d","faces":[{"person":"Ann","photo":"Ann/1.jpg","sha256":"cd","embedding":"AACAPwAAAAA="}]}
        """;

    private static readonly Lazy<ModelCard> s_card = new(() => ModelCard.Parse(LabelCard, "model.yaml"));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("card", i => ModelCardReader.Load(Scratch.Write("model.yaml", i)))
        {
            Allowed = [typeof(PluginException)], Seeds = TextSeeds.Cards, MaxBytes = 16_384,
            Tokens = [.. Words.Yaml, .. Words.Of("card", "name", "task", "engine", "format", "files", "role", "sha256", "input", "output", "decoder", "parameters", "thresholds", "labels", "accuracy", "scales", "anchors", "1/255", "1/0", "yolo-rows", "ssd-priors", "embedding", "two-stage", "picture", "face-five-points")],
        },
        new FuzzTarget("labels", i => ModelLabels.Read(s_card.Value, i))
        {
            Allowed = [typeof(PluginException)], Seeds = () => Words.Of("0,cat\n1,dog\n", "\uFEFF1,b\r\n0,a\r\n\r\n"), Tokens = Words.Of("0,", "1,", "2,", "\n", ",", "99999,"),
        },
        new FuzzTarget("manifest", ReadManifest)
        {
            Allowed = [typeof(PluginException)], Seeds = TextSeeds.Manifests, MaxBytes = 8192,
            Tokens = [.. Words.Json, .. Words.Of("\"id\"", "\"sdk\"", "\"assembly\"", "\"emits\"", "\"roles\"", "\"optionalRoles\"", "\"tasks\"", "null", "\"1.0.0.0\"", "../")],
        },
        new FuzzTarget("recipe", i => RecipeReader.Load(Scratch.Write("recipe.yaml", i)))
        {
            Allowed = [typeof(RecipeException)], Seeds = TextSeeds.Recipes, MaxBytes = 16_384,
            Tokens = [.. Words.Yaml, .. Words.Of("recipe", "family", "network", "data", "holdOut", "share", "classShare", "lowestIndexHash", "augmentation", "training", "model", "input", "start", "steps", "widths", "classifier", "single-shot", "style")],
        },
        new FuzzTarget("tune", i => TuneFileReader.Load(Scratch.Write("tune.yaml", i)))
        {
            Allowed = [typeof(TuneException)], Seeds = TextSeeds.TuneFiles, MaxBytes = 8192, Tokens = [.. Words.Yaml, .. Words.Of("tune", "of", "from", "to", "scale", "log", "whole", "halving", "parameters", "trials")],
        },
        new FuzzTarget("gallery", i => GalleryFile.Load(Scratch.Write("gallery.json", i)))
        {
            Allowed = [typeof(PluginException)], Seeds = () => Words.Of(Gallery), Tokens = [.. Words.Json, .. Words.Of("\"faces\"", "\"model\"", "\"embedding\"", "\"AACAPwAAAAA=\"", "\"AADAfwAAwH8=\"", "\"euclidean\"", "\"person\"")],
        },
        new FuzzTarget("weights", i => WeightHeader.Read(new MemoryStream(i, writable: false)))
        {
            Allowed = [typeof(InvalidDataException), typeof(IOException)], Seeds = () => [Weights()], Tokens = [.. Words.Json, .. Words.Of("\"dtype\"", "\"F32\"", "\"I64\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\"", "[0,8]", "2305843009213693952")],
        },
    ];

    private static byte[] Weights()
    {
        byte[] header = """{"__metadata__":{"state":"{}"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}"""u8.ToArray();
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[9]];
    }

    private static void ReadManifest(byte[] input)
    {
        PluginManifest manifest = PluginManifest.Load(Scratch.Write("plugin.json", input));
        SdkVersion.CanHost(SdkVersion.Current, Version.Parse(manifest.Sdk));
        _ = string.Join(", ", manifest.Tasks.Concat(manifest.Emits).Concat(manifest.Roles).Concat(manifest.OptionalRoles).Select(t => t.Length)) + manifest.Description.Length + manifest.Version.Length + manifest.Licence?.Length;
    }
}
