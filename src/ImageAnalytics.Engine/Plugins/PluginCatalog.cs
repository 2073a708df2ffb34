using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Plugins;

/// <summary>The plugins found in folders, looked at without running any of their code.</summary>
public sealed class PluginCatalog
{
    private readonly List<PluginEntry> _entries;

    private PluginCatalog(List<PluginEntry> entries) => _entries = entries;

    /// <summary>All plugins found, good ones and others, in the order of folders and names.</summary>
    public IReadOnlyList<PluginEntry> Entries => _entries;

    /// <summary>Looks for plugins: every sub-folder that holds a <c>plugin.json</c>.</summary>
    /// <param name="folders">Where to look; a folder that does not exist is passed over. An earlier folder's plugin wins over a later one's.</param>
    /// <param name="shared">What host and plugins share, for the version rule.</param>
    /// <param name="trusted">The plugins that may be used; null for all.</param>
    public static PluginCatalog Discover(IEnumerable<string> folders, SharedAssemblies shared, TrustedPlugins? trusted = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(shared);
        List<PluginEntry> entries = [];
        Dictionary<string, string> firstWithId = new(StringComparer.Ordinal);
        foreach (string folder in folders.Where(Directory.Exists).SelectMany(SubFolders))
        {
            PluginEntry entry = Trusted(Inspect(folder, shared), trusted);
            if (entry.Manifest is { } manifest && !firstWithId.TryAdd(manifest.Id, folder))
            {
                entry = entry with { Problem = $"A plugin with the id '{manifest.Id}' was found first in '{firstWithId[manifest.Id]}', which is used. Remove one of them." };
            }

            entries.Add(entry);
        }

        return new PluginCatalog(entries);
    }

    /// <summary>What is wrong with a folder that a person names to look for plugins in, in whole sentences; null when nothing is.</summary>
    /// <param name="folder">The folder.</param>
    public static string? ProblemOf(string folder)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return "The name is empty; expected a folder that holds a folder for each plugin.";
        }

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return !Directory.Exists(full) ? $"There is no folder '{full}'; expected one that holds a folder for each plugin."
            : File.Exists(Path.Combine(full, PluginManifest.FileName)) ? $"'{full}' is a plugin; expected the folder that it is in, '{Path.GetDirectoryName(full)}'."
            : null;
    }

    /// <summary>The plugin that a pipeline calls by an id; null when there is none.</summary>
    public PluginEntry? Find(string id)
        => _entries.Where(e => e.Id == id).OrderBy(e => e.Problem is null ? 0 : 1).FirstOrDefault();

    private static IEnumerable<string> SubFolders(string folder)
        => Directory.EnumerateDirectories(Path.GetFullPath(folder))
            .Where(sub => File.Exists(Path.Combine(sub, PluginManifest.FileName)))
            .Order(StringComparer.Ordinal);

    private static PluginEntry Trusted(PluginEntry entry, TrustedPlugins? trusted)
    {
        try
        {
            return entry.Problem is null && trusted?.ProblemOf(entry) is { } problem ? entry with { Problem = problem } : entry;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return entry with { Problem = $"Its files cannot be read to compare them with the list of trusted plugins: {e.Message}" };
        }
    }

    private static PluginEntry Inspect(string folder, SharedAssemblies shared)
    {
        PluginManifest manifest;
        try
        {
            manifest = PluginManifest.Load(Path.Combine(folder, PluginManifest.FileName));
        }
        catch (PluginException e)
        {
            return new PluginEntry(folder, null, e.Message);
        }

        if (!SdkVersion.CanHost(SdkVersion.Current, System.Version.Parse(manifest.Sdk)))
        {
            return new PluginEntry(folder, manifest, $"It was built for Sdk {manifest.Sdk}, but this host offers {SdkVersion.Current} "
                + "(same major version and no newer minor version is the rule). Install a plugin built for this host.");
        }

        string assembly = Path.Combine(folder, manifest.Assembly);
        try
        {
            IReadOnlyList<string> conflicts = shared.Conflicts(assembly);
            return new PluginEntry(folder, manifest, conflicts.Count == 0 ? null : string.Join(" ", conflicts));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return new PluginEntry(folder, manifest, $"Its assembly '{manifest.Assembly}' cannot be read: {e.Message}");
        }
    }
}
