namespace ImageAnalytics.Training.Datasets;

/// <summary>What a reader of labelled data may be told besides the path. The defaults suit the usual layouts.</summary>
public sealed record DatasetReaderOptions
{
    /// <summary>The options that hold when nobody says otherwise.</summary>
    public static DatasetReaderOptions Default { get; } = new();

    /// <summary>A text file with the name of a class on each line, in order of their numbers; null to take the names from the data.</summary>
    public string? ClassesFile { get; init; }

    /// <summary>The folder inside the data that holds the labels (YOLO, label maps); null for the usual names.</summary>
    public string? LabelsFolder { get; init; }

    /// <summary>The pictures' folder or zip file where it is not the data's own (pairs, COCO); null for the usual places.</summary>
    public string? ImagesPath { get; init; }

    /// <summary>Whether a folder's pictures are taken wherever they lie, without classes, for what learns from pictures alone.</summary>
    public bool WithoutLabels { get; init; }

    /// <summary>Where zip files are unpacked, by their content; null for the user's cache folder.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The most bytes that a zip file may unpack to.</summary>
    /// <value>64 GiB.</value>
    public long MaxUnpackedBytes { get; init; } = 64L << 30;

    /// <summary>The most files that a zip file may unpack to.</summary>
    /// <value>2,000,000.</value>
    public int MaxUnpackedFiles { get; init; } = 2_000_000;
}
