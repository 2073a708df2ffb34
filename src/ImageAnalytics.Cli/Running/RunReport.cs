using System.Globalization;
using ImageAnalytics.Cli.Reports;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Trends;

namespace ImageAnalytics.Cli.Running;

/// <summary>Makes a run's report from its results.</summary>
internal static class RunReport
{
    /// <summary>The name of the report in a run's folder.</summary>
    public const string FolderName = "report";

    private const string Coco = "coco";

    /// <summary>Whatever changes the report besides the results.</summary>
    public static string Fingerprint(PreparedRun run)
    {
        string truth = string.Join(' ', RunTruth.Files(ReportSource.Of(run)).Select(f => new FileInfo(f.File)).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}")));
        string inputs = string.Join(' ', run.Inputs.Select(i => i.FullPath));
        return $"5 {Provenance.ProgramVersion} {run.Pipeline.Report.Title} {run.Pipeline.Problem} {run.Pipeline.SourceText} {truth} {inputs}{RunDeck.Fingerprint(run)}";
    }

    /// <summary>Writes what the pipeline asks for (<c>report/</c>, <c>coco.json</c>) into the folder of a run that is about to become visible.</summary>
    public static void Write(PreparedRun run, string runFolder, Action<string> note, Func<string, bool> isSilent)
    {
        using RunReader reader = RunReader.Open(runFolder);
        IReadOnlyList<string> formats = run.Pipeline.Report.Formats;
        WriteCoco(run, reader, runFolder);
        // The report names the slides that lie beside it.
        string folder = Path.Combine(runFolder, FolderName);
        using OriginalReaders originals = new(run.Request.Limits.Timeout, isSilent, note);
        RunDeck.Write(run, reader, folder, originals, note);
        if (formats.Contains("html"))
        {
            WriteHtml(ReportSource.Of(run), reader, folder, originals, note);
        }

        if (originals.HasMissed)
        {
            RunFolder.NoteOtherReport(runFolder); // Otherwise the next run would link it, with what is missing.
        }
    }

    /// <summary>Says in a report that was linked from the last run that nothing changed since, and writes what lies beside it.</summary>
    public static void Refresh(PreparedRun run, string runFolder)
    {
        if (run.Pipeline.Report.Formats.Contains(Coco))
        {
            using RunReader reader = RunReader.Open(runFolder);
            WriteCoco(run, reader, runFolder);
        }

        string report = Path.Combine(runFolder, FolderName);
        if (File.Exists(Path.Combine(report, ReportWriter.PageName)))
        {
            RunTrend trend = TrendReader.Read(runFolder, ReportWriter.MaxTrendRuns, ReportWriter.MaxTrendLabels);
            ReportWriter.SayNothingChangedAsync(report, trend, RunAlerts.Read(runFolder).LastRun, RunRetry.Read(runFolder)).GetAwaiter().GetResult();
        }
    }

    private static void WriteCoco(PreparedRun run, RunReader reader, string runFolder)
    {
        if (run.Pipeline.Report.Formats.Contains(Coco))
        {
            RunExport.Write(reader, Coco, Path.Combine(runFolder, "coco.json"));
        }
    }

    /// <summary>Writes the pages of a report.</summary>
    /// <returns>The front page's path.</returns>
    public static string WriteHtml(ReportSource source, RunReader reader, string folder, OriginalReaders originals, Action<string> note)
    {
        ReportOptions options = new()
        {
            Decode = originals.Decode,
            CacheFolder = source.ThumbnailFolder,
            MaxMegabytes = source.Report.MaxMegabytes,
        };
        return ReportWriter.WriteAsync(new ReportModels(source, reader, note).Make(), folder, options).GetAwaiter().GetResult();
    }
}
