using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ImageAnalytics.Results.Exports;

namespace ImageAnalytics.Results.Comparing;

/// <summary>Writes what differs between two runs: <c>changes.csv</c> as it is told, <c>compare.json</c> at the end.</summary>
/// <remarks>One thread at a time. Dispose it to complete the files.</remarks>
public sealed class ComparisonWriter : IDisposable
{
    /// <summary>The file of figures.</summary>
    public const string JsonName = "compare.json";

    /// <summary>The file of differences, one a row.</summary>
    public const string CsvName = "changes.csv";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _folder;
    private readonly CsvTable _changes;

    /// <summary>Starts the files.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="rawCsv">Whether text in CSV is left as it is, even if a spreadsheet would run it as a formula.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public ComparisonWriter(string folder, bool rawCsv = false)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _changes = new CsvTable(
            Path.Combine(_folder, CsvName), "path,image,path_before,step_before,step_after,finding,label_before,label_after,confidence_before,confidence_after,x,y,width,height", rawCsv);
    }

    /// <summary>The figures as JSON.</summary>
    public static string Json(RunComparison comparison) => JsonSerializer.Serialize(comparison, s_json);

    /// <summary>Adds an image that differs: a row for each of its findings that differ, or one for itself.</summary>
    public void Add(ImageDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        if (difference.Findings.Count == 0)
        {
            Start(difference).Text(null).Text(null).Text(null).Text(null).Text(null).Number(null, "F4").Number(null, "F4")
                .Number(null, "F1").Number(null, "F1").Number(null, "F1").Number(null, "F1").EndRow();
        }

        foreach (FindingDifference finding in difference.Findings)
        {
            Observation? before = finding.Before?.Value, after = finding.After?.Value;
            BoundingBox? box = (after ?? before)!.Box;
            Start(difference).Text(finding.Steps.Before).Text(finding.Steps.After).Text(Word(finding.Change))
                .Text(before?.Label).Text(after?.Label).Number(before?.Confidence, "F4").Number(after?.Confidence, "F4")
                .Number(box?.X, "F1").Number(box?.Y, "F1").Number(box?.Width, "F1").Number(box?.Height, "F1").EndRow();
        }
    }

    /// <summary>Writes the figures.</summary>
    public void Finish(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        File.WriteAllText(Path.Combine(_folder, JsonName), Json(comparison) + "\n");
    }

    /// <summary>Completes <c>changes.csv</c>.</summary>
    public void Dispose() => _changes.Dispose();

    private CsvTable Start(ImageDifference difference)
        => _changes.Text(difference.Path).Text(Word(difference.Change)).Text(difference.Before is { } before && before.Path != difference.Path ? before.Path : null);

    private static string Word<T>(T change)
        where T : struct, Enum
        => change.ToString().ToLowerInvariant();
}
