using ImageAnalytics.Training.Datasets.Readers;

namespace ImageAnalytics.Training.Datasets;

/// <summary>Reads labelled pictures of any format.</summary>
/// <remarks>
/// Labels are read at once, pixels when they are asked for. What can be left out or mended is, and is recorded in
/// <see cref="Dataset.Problems"/>; nothing that a file holds leads to a path outside its folder. Safe on several threads at once.
/// </remarks>
public static class DatasetReader
{
    /// <summary>The formats by the names that the command line knows, in order.</summary>
    public static IReadOnlyList<string> FormatNames { get; } = [.. Enum.GetValues<DatasetFormat>().Select(NameOf)];

    /// <summary>The name of a format on the command line and in recipes: <c>idx</c>, <c>labelmap</c> and so on.</summary>
    public static string NameOf(DatasetFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The format of a name; null where there is none.</summary>
    public static DatasetFormat? FormatOf(string? name)
        => Enum.GetValues<DatasetFormat>().Where(f => NameOf(f) == name).Select(f => (DatasetFormat?)f).FirstOrDefault();

    /// <summary>Reads a data set.</summary>
    /// <param name="path">
    /// Its folder, or a zip file of it, which is unpacked once to a cache; for COCO also the JSON file, for IDX the file of pictures, for
    /// YOLO its <c>data.yaml</c>, for pairs the list.
    /// </param>
    /// <param name="format">How it is kept.</param>
    /// <param name="options">What else is known; null for the usual.</param>
    /// <exception cref="DatasetException">There is nothing usable: the path is not there, the data have another format, no picture was found.</exception>
    /// <exception cref="IOException">The disk fails, or a file may not be read.</exception>
    public static Dataset Read(string path, DatasetFormat format, DatasetReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= DatasetReaderOptions.Default;
        string[] unused = [.. UnusedBy(format, options.ImagesPath is not null, options.LabelsFolder is not null)];
        if (unused.Length > 0)
        {
            throw new DatasetException($"The data '{path}' cannot be read as {NameOf(format)}: {string.Join(" ", unused)}");
        }

        DatasetFolder folder = DatasetFolder.Open(path, options);
        if (folder.File is { } file && !TakesFile(format, file))
        {
            throw new DatasetException($"The data '{path}' cannot be read as {NameOf(format)}: it is neither a folder nor a zip file. Unpack it, and name the folder.");
        }

        ReadingContext context = new(folder, format, options);
        if (format is not (DatasetFormat.Coco or DatasetFormat.Pairs))
        {
            // Those find their pictures perhaps elsewhere.
            context.AddPassedOver(folder);
        }

        Dataset data = format switch
        {
            DatasetFormat.Idx => IdxReader.Read(context),
            DatasetFormat.Folder => FolderReader.Read(context),
            DatasetFormat.Voc => VocReader.Read(context),
            DatasetFormat.Coco => CocoReader.Read(context),
            DatasetFormat.Yolo => YoloReader.Read(context),
            DatasetFormat.LabelMap => LabelMapReader.Read(context),
            DatasetFormat.Pairs => PairsReader.Read(context),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no reader for this format."),
        };
        return data.Images.Count > 0 ? data : throw context.Unusable("a picture with labels", "none");
    }

    /// <summary>What is said about places although the format has none: it would be looked for in vain.</summary>
    internal static IEnumerable<string> UnusedBy(DatasetFormat format, bool images, bool labels)
    {
        if (images && format is not (DatasetFormat.Coco or DatasetFormat.Pairs))
        {
            yield return "'images' is for coco and pairs; the pictures of other formats lie in the folder of the data. Leave it away.";
        }

        if (labels && format is not (DatasetFormat.Yolo or DatasetFormat.LabelMap))
        {
            yield return "'labels' is for yolo and labelmap; other formats have no folder of labels that could be called otherwise. Leave it away.";
        }
    }

    private static bool TakesFile(DatasetFormat format, string file) => format switch
    {
        DatasetFormat.Coco or DatasetFormat.Idx or DatasetFormat.Pairs => true,
        DatasetFormat.Yolo => YoloDescription.IsYaml(file),
        _ => false,
    };
}
