using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results.Runs;

/// <summary>The part of <c>run.json</c> that this project writes and reads.</summary>
internal sealed record RunFile
{
    public const string FileName = "run.json";
    public const string ImagesName = "images.parquet";
    public const string CsvName = "csv";
    public const string ReportName = "report";

    private static readonly JsonSerializerOptions s_written = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string RunId { get; init; }

    public required string Pipeline { get; init; }

    public required DateTimeOffset Finished { get; init; }

    public required RunCounts Counts { get; init; }

    public required string FactsFingerprint { get; init; }

    public required IReadOnlyList<RunStep> Steps { get; init; }

    public required IReadOnlyList<int> StepOrder { get; init; }

    public bool RawCsv { get; init; }

    /// <summary>The version of the CSV files' shape.</summary>
    public int CsvRevision { get; init; }

    /// <summary>Hash of everything that the CSV files depend on.</summary>
    public required string Digest { get; init; }

    /// <summary>The tables that the pipeline asked for; null without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TableResult>? Tables { get; init; }

    /// <summary>What was found again and again; null when the pipeline does not ask.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RepeatCounts? Repeats { get; init; }

    /// <summary>The labels that were not always the first answer of their classifier; null in a run by a version that did not count them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FirstAnswers>? FirstAnswers { get; init; }

    /// <summary>Hash of everything that the report depends on besides.</summary>
    public string ReportFingerprint { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the run that this one tried again, as its provenance says; null for none.</summary>
    [JsonIgnore]
    public string? Retried { get; private init; }

    /// <summary>The whole document: provenance first, these properties after it.</summary>
    public string Write(JsonObject provenance)
    {
        JsonObject document = (JsonObject)provenance.DeepClone();
        foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(this, RunFileJson.Default.RunFile)!.AsObject().ToList())
        {
            document[name] = value?.DeepClone();
        }

        return document.ToJsonString(s_written) + "\n";
    }

    /// <summary>Reads the document of a run's folder.</summary>
    /// <exception cref="StoreException">It is missing, or not of this kind.</exception>
    public static (RunFile File, JsonObject Document) Read(string runFolder)
    {
        string path = Path.Combine(runFolder, FileName);
        try
        {
            JsonObject document = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
            RunFile file = document.Deserialize(RunFileJson.Default.RunFile)!;
            string? retried = document[RunFolder.RetryKey] is JsonObject retry && retry[RunFolder.RetriedRunKey] is JsonValue id && id.TryGetValue(out string? name) ? name : null;
            return file.IsWhole ? (file with { Retried = retried }, document) : throw new JsonException("It lacks something that every run has, or names a step that it does not have.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new StoreException($"Cannot read the run '{runFolder}': {e.Message} Expected a folder with the file '{FileName}' that a finished run leaves.", e);
        }
    }

    /// <summary>What <see cref="Read"/> gives; null where it cannot be read.</summary>
    public static RunFile? TryRead(string runFolder)
    {
        try
        {
            return Read(runFolder).File;
        }
        catch (StoreException)
        {
            return null;
        }
    }

    // JSON can say null where the type says that there is something.
    private bool IsWhole =>
        RunId is not null && Pipeline is not null && Counts is not null && FactsFingerprint is not null && Digest is not null && Steps is not null && StepOrder is not null
        && Steps.All(s => s is { Id: not null, Plugin: not null, Model: not null, Fingerprint: not null } && s.Reads.All(IsStep))
        && StepOrder.All(IsStep) && (Tables ?? []).All(t => t is { Id: not null, Sql: not null })
        && (FirstAnswers ?? []).All(a => a is { Step: not null, Label: not null });

    private bool IsStep(int step) => step >= 0 && step < Steps.Count;
}
