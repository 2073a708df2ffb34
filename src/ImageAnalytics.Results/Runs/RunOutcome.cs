using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results;

/// <summary>A finished run.</summary>
/// <param name="RunId">Its id: UTC time of finishing, with a suffix when that was taken.</param>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="Counts">Its figures.</param>
/// <param name="SameAsLatest">Whether listing, contents, results and fingerprints equal those of the last finished run; its CSV files are shared.</param>
/// <param name="ReportLinked">Whether the report is that of the last finished run.</param>
public sealed record RunOutcome(string RunId, string Folder, RunCounts Counts, bool SameAsLatest, bool ReportLinked)
{
    /// <summary>The tables that the pipeline asked for; one with a problem has no file, and the run is complete without it.</summary>
    public IReadOnlyList<TableResult> Tables { get; init; } = [];

    /// <summary>What was found again and again at one place of a folder; null when the pipeline does not ask.</summary>
    public RepeatCounts? Repeats { get; init; }
}
