using ImageAnalytics.Results;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Results.Trends;

namespace ImageAnalytics.Reporting;

/// <summary>Everything that a report shows. Equal models give byte-equal reports.</summary>
/// <remarks>Immutable. Texts may come from anyone (file names, labels): all are encoded when the page is made.</remarks>
public sealed record ReportModel
{
    /// <summary>The headline.</summary>
    public required string Title { get; init; }

    /// <summary>The question that the pipeline answers, as its file says; null when it says none.</summary>
    public string? Problem { get; init; }

    /// <summary>The pipeline's name.</summary>
    public required string PipelineName { get; init; }

    /// <summary>The pipeline file's text as it ran.</summary>
    public string PipelineText { get; init; } = "";

    /// <summary>The run's id; null leaves it out of the page, so that equal results give an equal page.</summary>
    public string? RunId { get; init; }

    /// <summary>When the run began; null leaves it out of the page.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>How long the run took; null leaves it out of the page.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The input folders as the user named them.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>How many images of which status.</summary>
    public required ReportCounts Counts { get; init; }

    /// <summary>The steps in the order of the pipeline file, each with what it found.</summary>
    public IReadOnlyList<ReportStep> Steps { get; init; } = [];

    /// <summary>The models that ran.</summary>
    public IReadOnlyList<ReportModelCard> Models { get; init; } = [];

    /// <summary>The folders with the most images.</summary>
    public IReadOnlyList<FolderStatistics> Folders { get; init; } = [];

    /// <summary>How many folders there are in all.</summary>
    public long FolderCount { get; init; }

    /// <summary>Images by the day that they were taken on.</summary>
    public IReadOnlyList<DayCount> Days { get; init; } = [];

    /// <summary>What is different from the last run of the pipeline; null when this is the first.</summary>
    public RunChanges? Changes { get; init; }

    /// <summary>What the run tried again of an earlier one; null when it was no such run.</summary>
    public ReportRetry? Retry { get; init; }

    /// <summary>What could not be listed, in whole sentences; what lies there is no part of the run. Messages may hold names from anyone.</summary>
    public IReadOnlyList<string> NotListed { get; init; } = [];

    /// <summary>What came of the pipeline's alerts.</summary>
    public ReportAlerts Alerts { get; init; } = ReportAlerts.None;

    /// <summary>How the figures changed from run to run; shown from two runs on.</summary>
    public RunTrend Trend { get; init; } = RunTrend.None;

    /// <summary>Where truth comes from, as a person would say it; null without.</summary>
    public string? Truth { get; init; }

    /// <summary>Marked objects, and images of a known label, that are in no figure because no step gave their label anywhere.</summary>
    public long TruthLeftOut { get; init; }

    /// <summary>Tables that the pipeline asked for.</summary>
    public IReadOnlyList<RunTable> Tables { get; init; } = [];

    /// <summary>The pictures to show, those that matter most first.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];

    /// <summary>Failure class to number of images, for all images of the run.</summary>
    public IReadOnlyDictionary<string, long> FailureCounts { get; init; } = new Dictionary<string, long>();

    /// <summary>Failures to list, in this order; the first <see cref="ReportWriter.MaxFailures"/> are listed. Read once.</summary>
    public IEnumerable<ReportFailure> Failures { get; init; } = [];
}
