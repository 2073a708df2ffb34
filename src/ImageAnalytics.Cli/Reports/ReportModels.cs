using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Results.Trends;
using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Cli.Reports;

/// <summary>Puts together what a report shows.</summary>
/// <param name="source">What the report says besides the results.</param>
/// <param name="reader">The run.</param>
/// <param name="note">Takes whole sentences about what the report goes without.</param>
internal sealed class ReportModels(ReportSource source, RunReader reader, Action<string> note)
{
    // The pictures of more would leave no room for others.
    private const int MostAlerts = 12;

    /// <summary>Reads the run, counts, and chooses pictures.</summary>
    public ReportModel Make()
    {
        RunStatistics statistics = new(reader);
        RunChanges? changes = Changes(statistics);
        IReadOnlyList<long> fresh = changes?.Examples ?? [];
        List<ReportStep> steps = Steps(statistics);
        ReportAlerts alerts = RunAlerts.Read(reader.Folder);
        IReadOnlyList<long> concerned = reader.OrdinalsOf([.. alerts.All.Where(a => a.Fired).Take(MostAlerts).SelectMany(a => a.Images).Distinct()]);
        RunCounts counts = reader.Counts;
        IReadOnlyList<FolderStatistics> folders = statistics.Folders(ReportWriter.MaxFolders);
        Dictionary<string, int> folderIds = folders.ToDictionary(f => f.Folder, f => f.Id, StringComparer.Ordinal);
        IReadOnlyList<SampledImage> sample = [.. statistics.Sample(ReportWriter.MaxPictures, fresh, concerned)];
        ReportPictures pictures = new(reader, new BlobStore(source.Output), folderIds, statistics.NewAmong(sample.Select(s => s.Image.Ordinal)));
        return new ReportModel
        {
            Title = source.Report.Title,
            Problem = source.Problem,
            PipelineName = source.Name,
            PipelineText = source.Text,
            Inputs = source.Inputs,
            Counts = new ReportCounts(counts.Images, counts.Ok, counts.Partial, counts.Failed, counts.Observations),
            Steps = steps,
            Models = source.Models,
            Folders = folders,
            FolderCount = statistics.FolderCount,
            Days = statistics.Days(),
            Changes = changes,
            Retry = RunRetry.Of(reader.Document),
            NotListed = ReportSource.TextsOf(reader.Document, "listingProblems"),
            Alerts = alerts,
            Trend = TrendReader.Read(reader.Folder, ReportWriter.MaxTrendRuns, ReportWriter.MaxTrendLabels),
            Truth = Path.GetFileName(source.Report.Truth),
            TruthLeftOut = statistics.TruthLeftOut,
            Tables = RunTables.Read(reader.Folder, reader.RawCsv),
            Pictures = [.. sample.Select(pictures.Of)],
            FailureCounts = reader.FailureCounts().ToDictionary(f => f.Failure, f => f.Images),
            Failures = reader.Failures().Select(f => new ReportFailure(f.Path, f.Failure ?? "", f.Message ?? "") { Folder = folderIds.GetValueOrDefault(f.Folder, -1) }),
        };
    }

    private RunChanges? Changes(RunStatistics statistics)
    {
        try
        {
            return RunFolder.Before(reader.Folder) is { } before ? statistics.ChangesSince(before, ReportWriter.MaxChanges) : null;
        }
        catch (StoreException e)
        {
            note($"The report says nothing about changes since the last run. {e.Message}");
            return null;
        }
    }

    private List<ReportStep> Steps(RunStatistics statistics)
    {
        Dictionary<int, LabelTruth> truth = Truth(statistics);
        ILookup<int, LabelStatistics> labels = statistics.Labels.ToLookup(l => l.Step);
        return [.. statistics.Steps.Select(s => Step(reader.Steps[s.Step], s, labels[s.Step], truth))];
    }

    private Dictionary<int, LabelTruth> Truth(RunStatistics statistics)
    {
        try
        {
            return RunTruth.Read(source) is { } truth ? statistics.Compare(truth.Of).ToDictionary(t => t.Label) : [];
        }
        catch (DatasetException e)
        {
            note(e.Message);
            return [];
        }
    }

    private ReportStep Step(RunStep step, StepStatistics statistics, IEnumerable<LabelStatistics> labels, Dictionary<int, LabelTruth> truth)
    {
        ReportLabel[] shown = [.. labels.OrderByDescending(l => l.Observations).ThenBy(l => l.Label, StringComparer.Ordinal).Select(l => new ReportLabel(l.Kind, l.Label, l.Images, l.Observations, (double)l.MeanConfidence)
        {
            Id = l.Id,
            Found = l.Found.Counts,
            First = l.First.Counts,
            Surest = l.Surest.Counts,
            Truth = truth.GetValueOrDefault(l.Id) is { } known ? new ReportTruth(known.Marked, known.Right.Counts, known.Wrong.Counts) : null,
        })];
        StepDefinition? definition = source.Pipeline?.Steps.FirstOrDefault(s => s.Id == step.Id);
        return new ReportStep(step.Id, step.Plugin, step.Model, shown)
        {
            Surest = statistics.Surest.Counts,
            Threshold = source.Pipeline?.Steps.Where(s => s.On == step.Id).Select(s => s.Where?.LeastConfidence).OfType<double>().Select(t => (double?)t).Min(),
            HasMinConfidence = definition is { Combine: null },
        };
    }
}
