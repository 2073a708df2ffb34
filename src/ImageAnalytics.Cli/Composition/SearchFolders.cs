using ImageAnalytics.Engine.Plugins;

namespace ImageAnalytics.Cli.Composition;

/// <summary>Where plugins, models, catalog and pipelines are looked for.</summary>
internal static class SearchFolders
{
    private const string Solution = "ImageAnalytics.sln";

    /// <summary>The source checkout that this program was built in; null for a published one.</summary>
    public static string? Checkout { get; } = FindCheckout();

    /// <summary>Folders with plugins: those named on the command line, IMAGEANALYTICS_PLUGINS, the user's, and those beside the program.</summary>
    public static IReadOnlyList<string> Plugins(IEnumerable<string> named) =>
    [
        .. named,
        .. FromEnvironment("IMAGEANALYTICS_PLUGINS"),
        Path.Combine(Data, "plugins"),
        .. ShippedPlugins,
    ];

    /// <summary>The folders whose plugins came with the program.</summary>
    public static IReadOnlyList<string> ShippedPlugins =>
    [
        Path.Combine(AppContext.BaseDirectory, "plugins"),
        .. Checkout is null ? [] : (string[])[Path.Combine(Checkout, "artifacts", "plugins")],
    ];

    /// <summary>The plugins that this user trusts.</summary>
    /// <exception cref="TrustException">There is a list that cannot be read.</exception>
    public static TrustedPlugins TrustedPlugins() => Engine.Plugins.TrustedPlugins.Load(Data, ShippedPlugins);

    /// <summary>The pipelines that came with the program.</summary>
    public static string Pipelines { get; } = Path.Combine(AppContext.BaseDirectory, "pipelines");

    /// <summary>The user's data folder (XDG base directory specification).</summary>
    public static string Data { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".local", "share"),
        "imageanalytics");

    private static string[] FromEnvironment(string name)
        => Environment.GetEnvironmentVariable(name)?.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? FindCheckout()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
