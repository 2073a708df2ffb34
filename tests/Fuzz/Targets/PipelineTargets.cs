using System.ComponentModel.DataAnnotations;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Seeds;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>Pipelines, and the small languages in them.</summary>
internal static class PipelineTargets
{
    private static readonly PipelineEnvironment s_environment = new()
    {
        Plugins = [new KnownPlugin(Manifest("detector"), null, () => typeof(SomeOptions)), new KnownPlugin(Manifest("classifier")), new KnownPlugin(Manifest("broken"), "It does not load.")],
        Models = [new KnownModel("some-model", "detection"), new KnownModel("other", "classification", "Its file is missing.")],
        CatalogModels = ["catalog-model"],
    };

    private static readonly Lazy<PipelineReading> s_pipeline = new(() => PipelineFile.Parse(TextSeeds.WithoutTables, "p.yaml"));

    private static readonly Observation[] s_observations =
    [
        new Observation { Kind = ObservationKinds.Detection, Label = "car", Confidence = 0.7, Box = new BoundingBox(1, 2, 30, 40) },
        new Observation { Kind = ObservationKinds.Classification, Label = "ÄÖ\u202Ex", Confidence = 0 },
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("pipeline", ReadPipeline) { Seeds = TextSeeds.Pipelines, Tokens = [.. Words.Yaml, .. TextSeeds.PipelineWords] },
        new FuzzTarget("override", Override) { Seeds = () => Words.Of("cars.minConfidence=0.5", "cars.model=other", "cars.wanted=[a, b]", "x.y=z"), Tokens = [.. Words.Yaml, .. Words.Of("cars.", "=", "minConfidence", "wanted", "where", "model", "\n")], MaxBytes = 1024 },
        new FuzzTarget("where", ReadCondition) { Seeds = TextSeeds.Conditions, Tokens = TextSeeds.ConditionWords, MaxBytes = 20_000 },
        new FuzzTarget("glob", Match) { Seeds = () => Words.Of("**/*.jpg\na/b.jpg", "a/**/b?c*\na/x/bdc", "**/cam-*/**\nx/cam-1/y/z.png", "*.JPG\nA.jpg"), Tokens = Words.Of("**/", "*", "?", "/", "../", "./", "[a]", "\n", "a", "**"), MaxBytes = 5000 },
    ];

    private static PluginManifest Manifest(string id)
        => new() { Id = id, Version = "1.0.0", Sdk = SdkVersion.Current.ToString(), Assembly = id + ".dll", Description = "It finds.", Tasks = ["detection"], Emits = [ObservationKinds.Detection] };

    private static void ReadPipeline(byte[] input)
    {
        string path = Scratch.Write("pipeline.yaml", input);
        PipelineReading reading = PipelineFile.Read(path);
        // Queries are DuckDB's to parse, which takes a database each time: the target 'query' does that.
        reading = reading.Draft is { Tables.Count: > 0 } ? reading : PipelineLoader.Check(reading, () => s_environment);
        if (reading.Pipeline is null == (reading.Problems.Count == 0))
        {
            throw new InvalidOperationException("A pipeline that cannot be used has no problem, or one that can has some.");
        }
    }

    private static void Override(byte[] input)
        => PipelineLoader.Check(s_pipeline.Value, () => s_environment, Words.Text(input).Split('\n'));

    private static void ReadCondition(byte[] input)
    {
        if (WhereExpression.Parse(Words.Text(input)).Expression is not { } read)
        {
            return;
        }

        foreach (Observation observation in s_observations)
        {
            read.Matches(observation, 640, 480);
        }

        // Fingerprints are made of the canonical form: it must mean the same.
        if (read.Canonical.Length <= WhereExpression.MaxLength && WhereExpression.Parse(read.Canonical) is var again && again.Expression?.Canonical != read.Canonical)
        {
            throw new InvalidOperationException($"The canonical form '{read.Canonical}' reads as '{again.Expression?.Canonical}': {string.Join(' ', again.Problems.Select(p => p.Message))}");
        }
    }

    private static void Match(byte[] input)
    {
        string[] lines = Words.Text(input).Split('\n', 2);
        ImageSelection selection = new() { Include = [lines[0]], Exclude = ["x/**"] };
        if (Engine.Pipelines.Globs.Glob.ProblemOf(lines[0]) is null)
        {
            ImageMatcher matcher = selection.Compile([".jpg"]);
            matcher.Matches(lines[^1]);
            matcher.SkipsFolder(lines[^1]);
        }
    }

    private sealed record SomeOptions
    {
        [Range(0.0, 1.0)]
        public double MinConfidence { get; init; } = 0.5;

        public IReadOnlyList<string> Wanted { get; init; } = [];

        public int? Count { get; init; }
    }
}
