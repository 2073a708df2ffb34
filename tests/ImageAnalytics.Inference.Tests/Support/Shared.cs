namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>Finds models, samples and data beside the repository; tests that need them are skipped without.</summary>
internal static class Shared
{
    public static string Repository { get; } = FindRepository();

    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("IMAGEANALYTICS_SHARED") is { Length: > 0 } given ? given : Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    public static string Catalog => Path.Combine(Repository, "models", "catalog");

    /// <summary>A path in the shared folder; skips the test when it is not there.</summary>
    public static string Path_(params string[] parts)
    {
        string path = Path.Combine([Folder, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"'{path}' is not there; set IMAGEANALYTICS_SHARED to the folder with models and data.");
        return path;
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ImageAnalytics.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("ImageAnalytics.sln is not above the tests.");
    }
}
