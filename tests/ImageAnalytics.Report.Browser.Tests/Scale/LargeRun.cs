using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Report.Browser.Tests.Scale;

/// <summary>A run over a million names of a few hundred drawn pictures, its results drawn straight into the store by the real writers.</summary>
internal static partial class LargeRun
{
    private const string Facts = "facts";
    private const int Folders = 1000, Labels = 80, Detections = 4;
    private static readonly RunStep[] s_steps = [new("objects", "single-shot-detector", "drawn", "objects-1", null), new("kind", "classifier", "drawn", "kind-1", null)];

    /// <summary>Makes it.</summary>
    /// <param name="output">The output folder.</param>
    /// <param name="pictures">Drawn pictures.</param>
    /// <param name="names">The folder of hard links; made.</param>
    /// <param name="images">How many names.</param>
    /// <param name="distinct">Whether every name has a content of its own in the results, which no file has; the store is then as large as it gets.</param>
    /// <param name="changed">One of so many names has another content than in a run without; 0 for none.</param>
    public static void Make(string output, IReadOnlyList<string> pictures, string names, int images, bool distinct, int changed = 0)
    {
        int ContentOf(int i) => changed > 0 && i % changed == 0 ? i + 1 : i;
        string[] hashes = [.. pictures.Select(p => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(p))))];
        using ResultStore store = ResultStore.Open(output, options: new StoreOptions());
        using RunLedger ledger = RunLedger.Open(store, Facts, s_steps, rehash: false);
        for (int i = 0; i < images; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"camera-{i % Folders:D4}/picture-{i:D7}.jpg"), full = Path.Combine(names, path);
            if (i < Folders)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            }

            Assert.Equal(0, Link(pictures[ContentOf(i) % pictures.Count], full));
            ledger.Add(new ListedFile(path, full, new FileInfo(pictures[ContentOf(i) % pictures.Count]).Length, i + 1 + (ContentOf(i) - i) * 10_000_000));
        }

        ledger.Plan();
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (PendingImage[] shard in ledger.Pending().Chunk(32768))
        {
            ledger.Commit([.. shard.Select(p => Result((int)p.Ordinal, distinct ? Hash($"{p.Ordinal}") : hashes[ContentOf((int)p.Ordinal) % hashes.Length], done))], []);
        }

        ledger.Finish(new RunDocument { Pipeline = "large" });
    }

    private static ImageResult Result(int image, string content, HashSet<string> done)
    {
        if (!done.Add(content))
        {
            return new ImageResult(image, content, null, [], 1);
        }

        Random random = new(image);
        StoredObservation Detection(int n) => new(n, null, new Observation
        {
            Kind = ObservationKinds.Detection,
            Label = $"thing {random.Next(Labels) * random.Next(Labels) / Labels:00}",
            Confidence = 0.25 + (0.75 * Math.Sqrt(random.NextDouble())),
            Box = new BoundingBox(random.Next(500), random.Next(350), 30 + random.Next(100), 30 + random.Next(100)),
        });
        StoredObservation kind = new(1, null, new Observation { Kind = ObservationKinds.Classification, Label = $"kind {image % 17}", Confidence = random.NextDouble(), Rank = 1 });
        DateTime taken = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(image % 400_000);
        return new ImageResult(
            image, content,
            new ImageFacts { Width = 640, Height = 480, TakenAt = taken.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) },
            [new StepResult("objects-1", null, null, [.. Enumerable.Range(1, Detections).Select(Detection)]), new StepResult("kind-1", null, null, [kind])], 10);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);
}
