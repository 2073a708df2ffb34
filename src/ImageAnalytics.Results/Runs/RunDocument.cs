using System.Text.Json.Nodes;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results;

/// <summary>What a run says about itself when it finishes.</summary>
public sealed record RunDocument
{
    /// <summary>The pipeline's name: the name of its folder in the output folder.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Provenance as it shall stand in <c>run.json</c>; the counts and the steps are added to it. Borrowed, not changed.</summary>
    public JsonObject Provenance { get; init; } = [];

    /// <summary>Indexes of the steps in the order of the pipeline file, which is the order of rows; null for the order of the list.</summary>
    public IReadOnlyList<int>? StepOrder { get; init; }

    /// <summary>Whether text in CSV is left as it is, even if a spreadsheet would run it as a formula.</summary>
    public bool RawCsv { get; init; }

    /// <summary>Queries over the run, each of which becomes a file in <c>csv/</c>.</summary>
    public IReadOnlyList<TableQuery> Tables { get; init; } = [];

    /// <summary>What counts as found again and again at one place of a folder; null for not asking.</summary>
    public RepeatOptions? Repeats { get; init; }

    /// <summary>What each query may use.</summary>
    public TableLimits TableLimits { get; init; } = new();

    /// <summary>Whatever changes the report besides the results: its options and the version of its maker.</summary>
    public string ReportFingerprint { get; init; } = "";

    /// <summary>
    /// Writes more files into the folder it is given, before the report is made; the second folder is that of the last finished run of the
    /// pipeline, null for none. What it returns changes the report as <see cref="ReportFingerprint"/> does. Called for every run.
    /// </summary>
    public Func<string, string?, string>? Conclude { get; init; }

    /// <summary>
    /// Makes the report and other files in the folder it is given, before the run becomes visible. <c>run.json</c>, <c>images.parquet</c>
    /// and <c>csv/</c> are there, and <see cref="RunReader.Open"/> works on it. Not called when the last run's report is linked.
    /// </summary>
    public Action<string>? WriteReport { get; init; }

    /// <summary>Called instead with the folder it is given, when the last run's report is linked there: makes it say that nothing changed.</summary>
    /// <remarks>The files are other names of the last run's: one that changes is removed and written anew.</remarks>
    public Action<string>? RefreshReport { get; init; }
}
