using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results.Exports;

/// <summary>Writes the CSV files of a run, all observations in one pass.</summary>
internal sealed class CsvTables : IDisposable
{
    private const string Box = "x,y,width,height";
    private readonly RunReader _reader;
    private readonly bool _raw;
    private readonly CsvTable _observations, _classifications, _detections, _instances, _faces, _pictures;

    private CsvTables(RunReader reader, string folder, bool raw)
    {
        (_reader, _raw) = (reader, raw);
        _observations = new(Path.Combine(folder, "observations.csv"), $"path,id,step,plugin,model,kind,label,confidence,{Box},parent,detail", raw);
        _classifications = new(Path.Combine(folder, "classifications.csv"), "path,step,region,rank,label,confidence", raw);
        _detections = new(Path.Combine(folder, "detections.csv"), $"path,step,label,confidence,{Box}", raw);
        _instances = new(Path.Combine(folder, "instances.csv"), $"path,step,label,confidence,{Box},area,mask", raw);
        _faces = new(Path.Combine(folder, "faces.csv"), $"path,step,confidence,{Box},identity,distance", raw);
        _pictures = new(Path.Combine(folder, "pictures.csv"), "path,step,style,file", raw);
    }

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
    [
        "images.csv", "observations.csv", "classifications.csv", "detections.csv", "instances.csv",
        "faces.csv", "pictures.csv", "failures.csv", "summary.csv",
    ];

    /// <summary>Writes every file into a folder, made when it is missing.</summary>
    /// <returns>How many observations the run has, and the labels that were not always the first answer of their classifier.</returns>
    public static (long Observations, IReadOnlyList<FirstAnswers> Answers) Write(RunReader reader, string folder, bool raw)
    {
        Directory.CreateDirectory(folder);
        WriteImages(reader, folder, raw);
        IReadOnlyList<LabelCount> counts = reader.LabelCounts();
        WriteSummary(reader, counts, folder, raw);
        using CsvTables tables = new(reader, folder, raw);
        return (tables.WriteObservations(), [.. counts.Where(c => c.First < c.Observations).Select(c => new FirstAnswers(reader.Steps[c.Step].Id, c.Label, c.First))]);
    }

    public void Dispose()
    {
        foreach (CsvTable table in (CsvTable[])[_observations, _classifications, _detections, _instances, _faces, _pictures])
        {
            table.Dispose();
        }
    }

    private static void WriteImages(RunReader reader, string folder, bool raw)
    {
        using CsvTable images = new(
            Path.Combine(folder, "images.csv"), "path,folder,sha256,bytes,width,height,taken_at,camera,status,failure,message", raw);
        using CsvTable failures = new(Path.Combine(folder, "failures.csv"), "path,failure,message", raw);
        foreach (RunImage image in reader.Images())
        {
            images.Text(image.Path).Text(image.Folder).Text(image.ContentHash).Number(image.Bytes).Number(image.Width).Number(image.Height)
                .Text(image.TakenAt).Text(image.Camera).Text(image.Status).Text(image.Failure).Text(image.Message).EndRow();
            if (image.Failure is not null)
            {
                failures.Text(image.Path).Text(image.Failure).Text(image.Message).EndRow();
            }
        }
    }

    private static void WriteSummary(RunReader reader, IReadOnlyList<LabelCount> counts, string folder, bool raw)
    {
        using CsvTable summary = new(Path.Combine(folder, "summary.csv"), "step,kind,label,images,observations,mean_confidence", raw);
        foreach (LabelCount count in counts)
        {
            summary.Text(reader.Steps[count.Step].Id).Text(count.Kind).Text(count.Label).Number(count.Images).Number(count.Observations)
                .Number((double)count.MeanConfidence, "F4").EndRow();
        }
    }

    private long WriteObservations()
    {
        long written = 0;
        foreach ((RunImage image, RunObservation observation) in _reader.ObservationsWithImages())
        {
            Write(image.Path, observation);
            written++;
        }

        return written;
    }

    private void Write(string path, RunObservation observation)
    {
        RunStep step = _reader.Steps[observation.Step];
        Observation value = observation.Stored.Value;
        string? parent = _reader.ParentIdOf(observation);
        _observations.Text(path).Text(_reader.IdOf(observation)).Text(step.Id).Text(step.Plugin).Text(step.Model)
            .Text(value.Kind).Text(value.Label).Number(value.Confidence, "F4");
        WriteBox(_observations, value.Box).Text(parent).Text(value.Detail).EndRow();
        switch (value.Kind)
        {
            case ObservationKinds.Classification:
                _classifications.Text(path).Text(step.Id).Text(parent).Number(value.Rank).Text(value.Label).Number(value.Confidence, "F4").EndRow();
                break;
            case ObservationKinds.Detection:
                _detections.Text(path).Text(step.Id).Text(value.Label).Number(value.Confidence, "F4");
                WriteBox(_detections, value.Box).EndRow();
                break;
            case ObservationKinds.Instance:
                _instances.Text(path).Text(step.Id).Text(value.Label).Number(value.Confidence, "F4");
                WriteBox(_instances, value.Box).Number(value.Mask?.Area).Text(TextOf(value.Mask)).EndRow();
                break;
            case ObservationKinds.Face:
                _faces.Text(path).Text(step.Id).Number(value.Confidence, "F4");
                WriteBox(_faces, value.Box).Text(value.Label).Number(ObservationDetail.Number(value.Detail, "distance"), "F4").EndRow();
                break;
            case ObservationKinds.Picture:
                _pictures.Text(path).Text(step.Id).Text(value.Label).Text(ObservationDetail.Text(value.Detail, "file")).EndRow();
                break;
        }
    }

    // A spreadsheet would run a text that begins with '=', the number 13, as a formula. An apostrophe before it would be no mask any more;
    // every reader of COCO's masks takes 13 in two characters as well.
    private string? TextOf(Mask? mask) => mask?.CompressedRle is ['=', .. string rest] && !_raw ? "]0" + rest : mask?.CompressedRle;

    private static CsvTable WriteBox(CsvTable table, BoundingBox? box)
        => table.Number(box?.X, "F1").Number(box?.Y, "F1").Number(box?.Width, "F1").Number(box?.Height, "F1");
}
