using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Running;

/// <summary>Makes a run's report from its results.</summary>
internal static class RunReport
{
    /// <summary>Whatever changes the report besides the results.</summary>
    public static string Fingerprint(PreparedRun run)
        => $"2 {Provenance.ProgramVersion} {run.Pipeline.Report.Title} {run.Pipeline.Problem} {run.Pipeline.SourceText}{RunDeck.Fingerprint(run)}";

    /// <summary>Writes what the pipeline asks for (<c>report/</c>, <c>coco.json</c>) into the folder of a run that is about to become visible.</summary>
    public static void Write(PreparedRun run, string runFolder, Action<string> note)
    {
        using RunReader reader = RunReader.Open(runFolder);
        IReadOnlyList<string> formats = run.Pipeline.Report.Formats;
        if (formats.Contains("coco"))
        {
            RunExport.Write(reader, "coco", Path.Combine(runFolder, "coco.json"));
        }

        if (formats.Contains("html"))
        {
            WriteHtml(Model(run, reader), Path.Combine(runFolder, "report"));
        }

        RunDeck.Write(run, reader, Path.Combine(runFolder, "report"), note);
    }

    private static void WriteHtml(ReportModel model, string folder)
    {
        using ThreadLocal<OriginalReader> readers = new(() => new OriginalReader(), trackAllValues: true);
        try
        {
            ReportWriter.WriteAsync(model, folder, (picture, longSide) => readers.Value!.Decode(picture, longSide)).GetAwaiter().GetResult();
        }
        finally
        {
            foreach (OriginalReader reader in readers.Values)
            {
                reader.Dispose();
            }
        }
    }

    private static ReportModel Model(PreparedRun run, RunReader reader)
    {
        RunCounts counts = reader.Counts;
        BlobStore blobs = new(run.Output);
        ILookup<int, LabelCount> labels = reader.LabelCounts().ToLookup(l => l.Step);
        return new ReportModel
        {
            Title = run.Pipeline.Report.Title,
            Problem = run.Pipeline.Problem.Length == 0 ? null : run.Pipeline.Problem,
            PipelineName = run.Pipeline.Name,
            PipelineText = run.Pipeline.SourceText,
            Inputs = [.. run.Inputs.Select(i => i.FullPath)],
            Counts = new ReportCounts(counts.Images, counts.Ok, counts.Partial, counts.Failed, counts.Observations),
            Steps = [.. reader.StepOrder.Select(i => Step(reader.Steps[i], labels[i]))],
            Models = [.. run.Models.Select(m => new ReportModelCard(m.Name, m.Version, m.Task, m.Licence, m.Source) { ForbidsCommercialUse = LicenceTerms.ForbidsCommercialUse(m.Licence) })],
            Pictures = [.. reader.Sample(ReportWriter.MaxPictures).Select(s => Picture(reader, blobs, s))],
            FailureCounts = reader.FailureCounts().ToDictionary(f => f.Failure, f => f.Images),
            Failures = [.. reader.Failures().Take(ReportWriter.MaxFailures).Select(f => new ReportFailure(f.Path, f.Failure ?? "", f.Message ?? ""))],
        };
    }

    private static ReportStep Step(RunStep step, IEnumerable<LabelCount> labels)
        => new(step.Id, step.Plugin, step.Model, [.. labels.OrderByDescending(l => l.Observations).ThenBy(l => l.Label, StringComparer.Ordinal).Select(l => new ReportLabel(l.Kind, l.Label, l.Images, l.Observations, (double)l.MeanConfidence))]);

    private static ReportPicture Picture(RunReader reader, BlobStore blobs, SampledImage sample)
    {
        RunImage image = sample.Image;
        return new ReportPicture
        {
            Path = image.Path,
            FullPath = image.FullPath,
            Page = image.Page,
            Width = image.Width ?? 0,
            Height = image.Height ?? 0,
            Status = image.Status,
            Message = image.Message,
            Boxes =
            [
                .. sample.Observations
                    .Where(o => o.Stored.Value is { Box: not null, Kind: not (ObservationKinds.Classification or ObservationKinds.Picture) })
                    .Select(o => Box(reader, o)),
            ],
            Made = [.. sample.Observations.Where(o => o.Stored.Value.Kind == ObservationKinds.Picture).Select(o => Made(reader, blobs, o)).OfType<ReportMade>()],
            Classifications =
            [
                .. sample.Observations
                    .Where(o => o.Stored.Value.Kind == ObservationKinds.Classification)
                    .Select(o => new ReportClassification(reader.Steps[o.Step].Id, reader.ParentIdOf(o) ?? "", o.Stored.Value.Rank, o.Stored.Value.Label, o.Stored.Value.Confidence)),
            ],
        };
    }

    private static ReportBox Box(RunReader reader, RunObservation observation)
    {
        Observation found = observation.Stored.Value;
        return new ReportBox(reader.IdOf(observation), reader.Steps[observation.Step].Id, found.Label, found.Confidence, found.Box!.Value)
        {
            Mask = found.Mask,
            Points = ObservationDetail.Points(found.Detail),
            Distance = found.Kind == ObservationKinds.Face ? ObservationDetail.Number(found.Detail, "distance") : null,
        };
    }

    private static ReportMade? Made(RunReader reader, BlobStore blobs, RunObservation observation)
    {
        Observation made = observation.Stored.Value;
        string? file = ObservationDetail.Text(made.Detail, BlobStore.DetailName);
        return !BlobStore.IsFile(file) ? null : new ReportMade
        {
            Step = reader.Steps[observation.Step].Id,
            Style = made.Label,
            Region = reader.ParentIdOf(observation) ?? "",
            FullPath = blobs.PathOf(file!),
            Width = (int)(ObservationDetail.Number(made.Detail, "width") ?? 0),
            Height = (int)(ObservationDetail.Number(made.Detail, "height") ?? 0),
        };
    }
}
