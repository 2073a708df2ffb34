namespace ImageAnalytics.Testing;

/// <summary>Where the checkout keeps what tests run and read.</summary>
internal static class Repository
{
    private const string Solution = "ImageAnalytics.sln", SharedVariable = "IMAGEANALYTICS_SHARED";

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program, as it was built with the same configuration as the tests.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("IMAGEANALYTICS_PROGRAM") is { Length: > 0 } published
        ? published
        : Path.Combine(Root, "src", "ImageAnalytics.Cli", "bin", Configuration, "net10.0", "linux-x64", "imageanalytics");

    /// <summary>The plugins that come with the program.</summary>
    public static string Plugins { get; } = Path.Combine(Root, "artifacts", "plugins");

    /// <summary>The plugins that only tests use: shapes and fault.</summary>
    public static string TestPlugins { get; } = Path.Combine(Root, "artifacts", "test-plugins");

    // tests/X/bin/<Configuration>/net10.0/linux-x64/
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Name;

    /// <summary>A file or folder of the test data beside the repository; the test is skipped where it is missing.</summary>
    public static string Shared(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable(SharedVariable) ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));
        string path = Path.Combine([root, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"{path} does not exist; set {SharedVariable} to the folder of test data.");
        return path;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds {Solution}. Run the tests from a checkout.");
    }
}
