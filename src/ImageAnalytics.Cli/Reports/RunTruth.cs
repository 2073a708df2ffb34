using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Cli.Reports;

/// <summary>What is known to be true of a run's images, from where the pipeline's <c>report: truth</c> says.</summary>
internal sealed class RunTruth
{
    private readonly Dictionary<string, TruthImage>? _byPath;

    private RunTruth(Dictionary<string, TruthImage>? byPath) => _byPath = byPath;

    /// <summary>The files that it is read from, those that exist: beside the pictures, or where an absolute path says.</summary>
    public static IReadOnlyList<(string File, string Input)> Files(ReportSource source)
        => source.Report.Truth is null or ReportDefinition.TruthFolders
            ? [] : [.. source.Inputs.Select(i => (File: Path.Combine(i, source.Report.Truth), Input: i)).Where(f => File.Exists(f.File))];

    /// <summary>Reads it; null when the pipeline names none.</summary>
    /// <exception cref="DatasetException">The file that it names is not there, or is no COCO file.</exception>
    public static RunTruth? Read(ReportSource source)
    {
        if (source.Report.Truth is not { } named)
        {
            return null;
        }

        if (named == ReportDefinition.TruthFolders)
        {
            return new RunTruth(null);
        }

        IReadOnlyList<(string File, string Input)> files = Files(source);
        if (files.Count == 0)
        {
            throw new DatasetException($"The report's truth '{named}' was not found in {string.Join(", ", source.Inputs.Select(i => $"'{i}'"))}. "
                + $"Expected a COCO file there, or an absolute path, or the word '{ReportDefinition.TruthFolders}'. The report was made without precision and recall.");
        }

        Dictionary<string, TruthImage> images = new(StringComparer.Ordinal);
        DatasetException? refusal = null;
        foreach ((string file, string input) in files)
        {
            try
            {
                Add(images, file, input);
            }
            catch (DatasetException e)
            {
                refusal ??= e; // A file with the truth of one input says nothing of the pictures of another.
            }
        }

        return images.Count > 0 || refusal is null ? new RunTruth(images) : throw refusal;
    }

    private static void Add(Dictionary<string, TruthImage> images, string file, string input)
    {
        Dataset data = DatasetReader.Read(file, DatasetFormat.Coco, new DatasetReaderOptions { ImagesPath = input });
        foreach (LabelledImage image in data.Images)
        {
            images[Path.GetFullPath(Path.Combine(input, image.Name))] =
                new TruthImage(null, [.. image.Objects.Select(o => new TruthMark(data.Classes[o.ClassId], o.Box, o.Crowd))]);
        }
    }

    /// <summary>What is known of an image; null where nothing is.</summary>
    public TruthImage? Of(RunImage image)
    {
        if (_byPath is not null)
        {
            return _byPath.GetValueOrDefault(image.FullPath);
        }

        string folder = Path.GetFileName(Path.GetDirectoryName(image.FullPath)) ?? "";
        return new TruthImage(folder, []);
    }
}
