using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Verifying;
using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Seeds;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;
using ImageAnalytics.Results.Tables;
using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>What runs leave behind and read again.</summary>
internal static class ResultTargets
{
    private static readonly string[] s_steps = ["a", "b"];
    private static readonly ImagePoint[] s_points = [new(1, 2)];
    private static readonly Lazy<Database> s_database = new(() => Database.Open(null, 256, 1));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("run", ReadRun) { Allowed = [typeof(StoreException)], Seeds = ResultSeeds.Runs, Tokens = [.. Words.Json, .. ResultSeeds.RunWords] },
        new FuzzTarget("alerts", ReadAlerts) { Seeds = ResultSeeds.Alerts, Tokens = [.. Words.Json, .. Words.Of("\"alerts\":", "\"folder\":", "\"run\":", "\"pipeline\":")] },
        new FuzzTarget("results", ReadResults) { Seeds = ResultSeeds.Results, Tokens = [.. Words.Json, .. ResultSeeds.ResultWords], MaxBytes = 8192 },
        new FuzzTarget("detail", ReadDetail) { Seeds = () => Words.Of("""{"points":[[1,2],[3.5,4]],"distance":0.25,"person":"Ann","file":"store/blobs/a"}""", "[]", "{}"), Tokens = [.. Words.Json, .. Words.Of("\"points\":", "[1,2]", "\"steps\":", "\"votes\":", "\"a\":1,\"a\":2")] },
        new FuzzTarget("trial", ReadTrial) { Allowed = [typeof(TuneException)], Seeds = () => Words.Of("""{"Number":1,"Round":0,"Epochs":2,"Values":{"a":"1"},"Score":0.5,"Problem":null,"Seconds":1.5}"""), Tokens = Words.Json },
        new FuzzTarget("thumbnail", i => JpegSize.Read(Scratch.Write("thumbnail.jpg", i))) { Seeds = () => DrawnFiles.Pictures("jpeg"), Tokens = [[0xFF, 0xC0], [0xFF, 0xE0]] },
        new FuzzTarget("query", ReadQuery) { Seeds = ResultSeeds.Queries, Tokens = ResultSeeds.QueryWords, Share = 0.3, MaxBytes = 2048 },
        new FuzzTarget("segment", ReadSegment) { Allowed = [typeof(StoreException)], Seeds = ResultSeeds.Segments, Tokens = Words.Of("PAR1", "record", "observation", "content", "duckdb"), Share = 0.4 },
    ];

    private static void ReadRun(byte[] input)
    {
        Scratch.Write("run/run.json", input);
        (RunFile file, JsonObject document) = RunFile.Read(Scratch.Folder("run"));
        _ = file.RunId.Length + file.Pipeline.Length + file.Counts.Images + file.Digest.Length + file.FactsFingerprint.Length + file.StepOrder.Count + file.Steps.Sum(s => s.Id.Length + s.Fingerprint.Length + s.Reads.Count);
        RecordedRun.RequestOf(document, file.RunId, "out", "data");
    }

    private static void ReadAlerts(byte[] input)
    {
        Scratch.Write("alerts/alerts.json", input);
        AlertsFile? file = AlertsFile.TryRead(Scratch.Folder("alerts"));
        _ = file?.ToJson();
    }

    private static void ReadResults(byte[] input)
        => ResultsFile.CheckAsync(Scratch.Write("results.json", input)).GetAwaiter().GetResult();

    // What a plugin says of a finding, by all that reads it.
    private static void ReadDetail(byte[] input)
    {
        string detail = Words.Text(input);
        ObservationDetail.Points(detail);
        ObservationDetail.Number(detail, "distance");
        ObservationDetail.Text(detail, "person");
        AgreementDetail.Of(detail, s_steps);
        WriteDetail(detail);
        try
        {
            ObservationPoints.AddTo(detail, s_points);
        }
        catch (ArgumentException)
        {
            // What it says of a detail that is no object.
        }
    }

    // What the JSON export writes can be read again.
    private static void WriteDetail(string detail)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            JsonExport.WriteDetail(json, detail);
            json.WriteEndObject();
        }

        using JsonDocument written = JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { MaxDepth = 128 });
    }

    private static void ReadTrial(byte[] input)
    {
        Scratch.Write("trials/trials/trial-00001-round-0.json", input);
        using TrialStore store = TrialStore.Open(Scratch.Folder("trials"), new StudyFacts());
        TrialRecord? record = store.Find(new Training.Tuning.Trial(1, new Dictionary<string, string>()), 0);
        _ = record?.Values.Sum(v => v.Key.Length + v.Value.Length);
    }

    private static void ReadQuery(byte[] input)
    {
        JsonNode? parsed = SelectSyntax.Parse(s_database.Value, Words.Text(input), out QueryProblem? problem);
        if (parsed is null == (problem is null))
        {
            throw new InvalidOperationException("A query is neither read nor refused, or both.");
        }

        if (parsed is not null)
        {
            SelectSyntax.Ordered(s_database.Value, parsed, 2);
        }
    }

    private static void ReadSegment(byte[] input)
    {
        string output = Scratch.Folder("output");
        string file = Scratch.Write("output/store/segments/20260101T000000000-0123456789abcdef.parquet", input);
        try
        {
            using ResultStore store = ResultStore.Open(output, options: new StoreOptions { MemoryMegabytes = 256, Threads = 1 });
            if (store.Segments.ReadableFiles(s_database.Value) is { Count: > 0 })
            {
                store.Examine();
            }
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ParquetFolder.DamagedSuffix);
        }
    }
}
