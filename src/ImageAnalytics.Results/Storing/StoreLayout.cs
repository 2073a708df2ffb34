namespace ImageAnalytics.Results.Storing;

/// <summary>Where things lie in an output folder.</summary>
internal sealed class StoreLayout(string outputFolder)
{
    public const string StoreName = "store";

    public string Output { get; } = Path.GetFullPath(outputFolder);

    public string Store => Path.Combine(Output, StoreName);

    public string Segments => Path.Combine(Store, "segments");

    public string Files => Path.Combine(Store, "files");

    public string Blobs => Path.Combine(Store, BlobStore.FolderName);

    /// <summary>Pictures that were made small for reports, by their content; a report that shows one holds a second name of it.</summary>
    public string Thumbnails => Path.Combine(Store, "thumbs");

    public string PageCounts => Path.Combine(Store, "pages");

    public string Temporary => Path.Combine(Store, "tmp");

    public string Version => Path.Combine(Store, "version");

    public string Lock => Path.Combine(Store, ".lock");

    public string Pipeline(string name) => Path.Combine(Output, name);

    public string Runs(string pipeline) => Path.Combine(Output, pipeline, "runs");

    public string Latest(string pipeline) => Path.Combine(Output, pipeline, "latest");
}
