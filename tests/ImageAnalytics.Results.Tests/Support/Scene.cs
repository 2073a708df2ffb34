using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Results.Tests.Support;

/// <summary>Files, steps and results that are made up, always the same for the same content.</summary>
internal sealed class Scene
{
    public const string Facts = "facts-1";

    public static IReadOnlyList<RunStep> Steps { get; } =
    [
        new("objects", "single-shot-detector", "fastestdet", "fp-objects", null),
        new("kind", "classifier", "squeezenet", "fp-kind", 0),
    ];

    /// <summary>The text that stands for a file's bytes, by ordinal.</summary>
    public List<string> Contents { get; } = [];

    public List<ListedFile> Files { get; } = [];

    public static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public static Scene Of(int files, string folder = "yard")
    {
        Scene scene = new();
        for (int i = 0; i < files; i++)
        {
            scene.Add($"{folder}/{i:D5}.jpg", $"content {i:D5}{new string('.', i % 3)}");
        }

        return scene;
    }

    public Scene Add(string path, string content, string root = "/in/")
    {
        Files.Add(new ListedFile(path, root + path, content.Length, 1_000 + Files.Count));
        Contents.Add(content);
        return this;
    }

    public static ImageFacts FactsOf(string content) => content switch
    {
        _ when content.StartsWith("text", StringComparison.Ordinal)
            => new ImageFacts { Failure = "not-an-image", Message = "The file holds text." },
        _ when content.StartsWith("torn", StringComparison.Ordinal)
            => new ImageFacts { Width = 640, Height = 480, Failure = "truncated", Message = "The file ends early." },
        _ => new ImageFacts { Width = 640, Height = 480, TakenAt = "2026-01-02T03:04:05", Camera = "Box 1" },
    };

    public static StepResult ObjectsOf(string content)
    {
        int found = content.Length % 3;
        return new StepResult("fp-objects", null, null,
        [
            .. Enumerable.Range(1, found).Select(n => new StoredObservation(n, null, new Observation
            {
                Kind = ObservationKinds.Detection,
                Label = n == 1 ? "car" : "dog",
                Confidence = 0.5 + (n / 100.0),
                Box = new BoundingBox(n, n * 2, 30.25, 40.05),
            })),
        ]);
    }

    public static StepResult KindOf(string content)
        => new("fp-kind", null, null,
        [
            .. ObjectsOf(content).Observations.Select((o, i) => new StoredObservation(i + 1, o.Number, new Observation
            {
                Kind = ObservationKinds.Classification,
                Label = "tabby",
                Confidence = 0.25,
                Rank = 1,
            })),
        ]);

    public static ImageResult ResultOf(long ordinal, string content, params int[] missing)
    {
        ImageFacts facts = FactsOf(content);
        return new ImageResult(ordinal, Hash(content), facts, facts.Width == 0 ? [] : StepsOf(content, missing), 1.5);
    }

    public static IReadOnlyList<StepResult> StepsOf(string content, IReadOnlyList<int> missing)
        => [.. missing.Select(step => step == 0 ? ObjectsOf(content) : KindOf(content))];

    /// <summary>Does what is pending, in chunks, as the engine would.</summary>
    public long Work(RunLedger ledger, int chunk = 7, Func<PendingImage, ImageResult?>? special = null)
    {
        long done = 0;
        for (List<PendingImage> pending = [.. ledger.Pending()]; pending.Count > 0; pending = [.. ledger.Pending()])
        {
            foreach (PendingImage[] images in pending.Chunk(chunk))
            {
                ledger.Commit([.. images.Select(i => special?.Invoke(i) ?? Compute(i))], []);
                done += images.Length;
            }
        }

        return done;
    }

    public ImageResult Compute(PendingImage image)
    {
        string content = Contents[(int)image.Ordinal];
        ImageFacts? facts = image.Facts ?? FactsOf(content);
        return new ImageResult(
            image.Ordinal, Hash(content), image.Facts is null ? facts : null, facts.Width == 0 ? [] : StepsOf(content, image.MissingSteps), 1.5);
    }

    public RunLedger Open(ResultStore store, IReadOnlyList<RunStep>? steps = null, bool rehash = false)
    {
        RunLedger ledger = RunLedger.Open(store, Facts, steps ?? Steps, rehash);
        foreach (ListedFile file in Files)
        {
            ledger.Add(file);
        }

        return ledger;
    }

    /// <summary>A whole run.</summary>
    public RunOutcome Run(
        string output, int chunk = 7, string pipeline = "yard-watch", TimeProvider? clock = null, bool rehash = false, bool rawCsv = false,
        StoreOptions? options = null, Func<PendingImage, ImageResult?>? special = null, Func<RunDocument, RunDocument>? document = null)
    {
        using ResultStore store = ResultStore.Open(output, clock, options: options);
        using RunLedger ledger = Open(store, rehash: rehash);
        ledger.Plan();
        Work(ledger, chunk, special);
        RunDocument plain = new() { Pipeline = pipeline, RawCsv = rawCsv };
        return ledger.Finish(document?.Invoke(plain) ?? plain);
    }

    public static IReadOnlyDictionary<string, string> Csv(string runFolder)
        => Directory.EnumerateFiles(Path.Combine(runFolder, "csv")).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
}
