using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Reports;

/// <summary>Turns images of a run into pictures of a report.</summary>
/// <param name="reader">The run.</param>
/// <param name="blobs">Where pictures are that steps made.</param>
/// <param name="folders">Numbers of folders.</param>
/// <param name="fresh">Ordinals of images that are new.</param>
internal sealed class ReportPictures(RunReader reader, BlobStore blobs, IReadOnlyDictionary<string, int> folders, IReadOnlySet<long> fresh)
{
    /// <summary>Turns one.</summary>
    public ReportPicture Of(SampledImage sample)
    {
        RunImage image = sample.Image;
        return new ReportPicture
        {
            Path = image.Path,
            FullPath = image.FullPath,
            Key = image.ContentHash,
            Ordinal = image.Ordinal,
            Folder = folders.GetValueOrDefault(image.Folder, -1),
            FolderName = image.Folder,
            TakenAt = image.TakenAt,
            IsNew = fresh.Contains(image.Ordinal),
            Page = image.Page,
            Width = image.Width ?? 0,
            Height = image.Height ?? 0,
            Status = image.Status,
            Failure = image.Failure,
            Message = image.Message,
            Boxes = [.. sample.Observations.Where(o => o.Stored.Value is { Box: not null, Kind: not (ObservationKinds.Classification or ObservationKinds.Picture) }).Select(Box)],
            Made = [.. sample.Observations.Where(o => o.Stored.Value.Kind == ObservationKinds.Picture).Select(Made).OfType<ReportMade>()],
            Classifications =
            [
                .. sample.Observations
                    .Where(o => o.Stored.Value.Kind == ObservationKinds.Classification)
                    .Select(o => new ReportClassification(reader.Steps[o.Step].Id, reader.ParentIdOf(o) ?? "", o.Stored.Value.Rank, o.Stored.Value.Label, o.Stored.Value.Confidence)),
            ],
        };
    }

    private ReportBox Box(RunObservation observation)
    {
        Observation found = observation.Stored.Value;
        return new ReportBox(reader.IdOf(observation), reader.Steps[observation.Step].Id, found.Label, found.Confidence, found.Box!.Value)
        {
            Mask = found.Mask,
            Points = ObservationDetail.Points(found.Detail),
            Distance = found.Kind == ObservationKinds.Face ? ObservationDetail.Number(found.Detail, "distance") : null,
        };
    }

    private ReportMade? Made(RunObservation observation)
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
