using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Faces;

/// <summary>The galleries in a user's data folder, by name: a folder each, with one file.</summary>
/// <param name="dataFolder">The data folder; galleries are in its <c>galleries</c>.</param>
public sealed class GalleryStore(string dataFolder)
{
    /// <summary>What <see cref="IsName"/> asks for, in words.</summary>
    public const string NameRule = "1 to 64 lower-case letters, digits and hyphens";

    private const string FileName = "gallery.json";
    private const string LockName = ".lock";

    /// <summary>The folder with all galleries; it may be missing.</summary>
    public string Folder { get; } = Path.Combine(dataFolder, "galleries");

    /// <summary>The names of all galleries, in ordinal order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            try
            {
                return [.. Directory.EnumerateDirectories(Folder).Select(d => Path.GetFileName(d)!).Where(n => IsName(n) && File.Exists(PathOf(n))).Order(StringComparer.Ordinal)];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    /// <summary>Whether a gallery may have this name: none that leaves its folder, hides, or looks like an option.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= 64 && name[0] != '-' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
    }

    /// <summary>The file of a gallery; it may be missing.</summary>
    /// <exception cref="PluginException">A gallery cannot have this name.</exception>
    public string PathOf(string name)
        => IsName(name) ? Path.Combine(Folder, name, FileName) : throw new PluginException($"A gallery cannot be called '{name}'; expected {NameRule}.");

    /// <summary>Whether there is a gallery of this name.</summary>
    public bool Has(string name) => IsName(name) && File.Exists(PathOf(name));

    /// <summary>Reads a gallery.</summary>
    /// <exception cref="PluginException">There is none of this name, or its file is refused.</exception>
    public Gallery Load(string name)
    {
        string path = PathOf(name);
        return File.Exists(path) ? GalleryFile.Load(path) : throw new PluginException(Missing(name));
    }

    /// <summary>Why there is no gallery of a name, in whole sentences.</summary>
    public string Missing(string name)
    {
        IReadOnlyList<string> names = Names;
        string there = names.Count == 0 ? "There is none yet." : $"There are: {string.Join(", ", names)}.";
        return $"There is no gallery '{name}' in '{Folder}'.{NearestName.Hint(name, names)} {there} To make it, run: faces enroll {(IsName(name) ? name : "NAME")} --from FOLDER --detector MODEL --embedding MODEL";
    }

    /// <summary>Changes a gallery while nobody else does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Given the gallery as it is, null when there is none; gives what it becomes.</param>
    /// <exception cref="PluginException">The name is refused, another process changes it, or it cannot be read or written.</exception>
    public void Change(string name, Func<Gallery?, Gallery> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        string path = PathOf(name);
        using FileStream alone = Lock(Path.GetDirectoryName(path)!, name);
        GalleryFile.Save(path, change(File.Exists(path) ? GalleryFile.Load(path) : null));
    }

    /// <summary>Removes a gallery, also one whose file is refused.</summary>
    /// <exception cref="PluginException">The name is refused, another process changes the gallery, or it cannot be removed.</exception>
    public void Remove(string name)
    {
        string path = PathOf(name), folder = Path.GetDirectoryName(path)!;
        using FileStream alone = Lock(folder, name);
        try
        {
            File.Delete(path);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"Cannot remove the gallery '{name}' in '{folder}': {e.Message}", e);
        }
    }

    private static FileStream Lock(string folder, string name)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"Cannot change the gallery '{name}': '{folder}' cannot be written to, or another process changes it now. {e.Message}", e);
        }
    }
}
