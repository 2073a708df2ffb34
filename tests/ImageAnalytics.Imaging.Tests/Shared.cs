namespace ImageAnalytics.Imaging.Tests;

/// <summary>The folder of test data beside the repository; tests that need it are skipped where it is missing.</summary>
internal static class Shared
{
    public static string Folder(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable("IMAGEANALYTICS_SHARED") ?? Path.Combine(RepositoryRoot(), "..", "shared");
        string folder = Path.Combine([root, .. parts]);
        Assert.SkipUnless(Directory.Exists(folder), $"The folder {folder} does not exist; set IMAGEANALYTICS_SHARED to the folder of test data.");
        return folder;
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ImageAnalytics.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? AppContext.BaseDirectory;
    }
}
