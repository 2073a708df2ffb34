using System.Text.Json;

namespace ImageAnalytics.Engine.Plugins;

/// <summary>
/// The plugins that this user trusts, each with the hash of its files. While there is a list, other plugins than those that came with the program
/// are used only when they are on it, unchanged. Not safe on several threads at once.
/// </summary>
public sealed class TrustedPlugins
{
    /// <summary>The list's file in the user's data folder.</summary>
    public const string FileName = "trusted-plugins.json";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly string _path;
    private readonly IReadOnlyList<string> _shipped;
    private readonly SortedDictionary<string, string> _hashes;

    private TrustedPlugins(string path, IReadOnlyList<string> shipped, IDictionary<string, string>? hashes)
    {
        (_path, IsInForce) = (path, hashes is not null);
        _shipped = [.. shipped.Select(f => Path.TrimEndingDirectorySeparator(Path.GetFullPath(f)) + Path.DirectorySeparatorChar)];
        _hashes = new SortedDictionary<string, string>(hashes ?? new Dictionary<string, string>(), StringComparer.Ordinal);
    }

    /// <summary>Whether there is a list.</summary>
    public bool IsInForce { get; private set; }

    /// <summary>Ids and hashes.</summary>
    public IReadOnlyDictionary<string, string> Hashes => _hashes;

    /// <summary>Reads the list of a user.</summary>
    /// <param name="dataFolder">The user's data folder.</param>
    /// <param name="shipped">Folders whose plugins came with the program.</param>
    /// <exception cref="TrustException">There is a list that cannot be read. Nothing may be trusted then.</exception>
    public static TrustedPlugins Load(string dataFolder, IReadOnlyList<string> shipped)
    {
        ArgumentNullException.ThrowIfNull(shipped);
        string path = Path.Combine(dataFolder, FileName);
        try
        {
            return new TrustedPlugins(path, shipped, File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path), s_json) ?? throw new JsonException("it holds null") : null);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new TrustException($"The list of trusted plugins '{path}' cannot be read: {e.Message} Mend it, or remove it to trust every plugin again.", e);
        }
    }

    /// <summary>Why a plugin is not used; null when it may be.</summary>
    /// <exception cref="IOException">A file of it cannot be read.</exception>
    public string? ProblemOf(PluginEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!IsInForce || _shipped.Any(f => entry.Folder.StartsWith(f, StringComparison.Ordinal)))
        {
            return null;
        }

        if (!_hashes.TryGetValue(entry.Id, out string? trusted))
        {
            return $"It is not on the list of trusted plugins '{_path}'. When you know where it comes from, run: plugins trust {entry.Id}";
        }

        string found = PluginContent.Hash(entry.Folder);
        return found == trusted
            ? null
            : $"Its files changed since it was trusted: their hash is {found}, that of the trusted ones {trusted}. When you know why, run: plugins trust {entry.Id}";
    }

    /// <summary>Trusts a plugin as it is now, and puts the list in force.</summary>
    /// <exception cref="IOException">The list cannot be written, or a file of the plugin cannot be read.</exception>
    public void Trust(PluginEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _hashes[entry.Id] = PluginContent.Hash(entry.Folder);
        Save();
    }

    /// <summary>Takes a plugin off the list, which stays in force.</summary>
    /// <returns>Whether it was on it.</returns>
    /// <exception cref="IOException">The list cannot be written.</exception>
    public bool Remove(string id)
    {
        bool was = _hashes.Remove(id);
        Save();
        return was;
    }

    private void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        string unfinished = $"{_path}.unfinished";
        File.Delete(unfinished);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (FileStream file = new(unfinished, options))
        {
            JsonSerializer.Serialize(file, _hashes, s_json);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, _path, overwrite: true);
        IsInForce = true;
    }
}
