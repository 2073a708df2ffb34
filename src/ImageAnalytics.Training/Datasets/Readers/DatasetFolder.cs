using System.IO.Enumeration;
using System.Text;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Imaging;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>The files below a folder of labelled data, found once. Names from labels are looked up among them, so none can lead elsewhere.</summary>
internal sealed class DatasetFolder
{
    private const int MaxDepth = 24;
    private static readonly HashSet<string> s_pictureEndings = new(ImageFormats.Extensions, StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> s_otherPictureEndings = new(ImageFormats.ListedExtensions.Except(ImageFormats.Extensions), StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<IReadOnlyDictionary<string, string>> _closed;
    private readonly Lazy<HashSet<string>> _names;
    private readonly Lazy<Dictionary<string, string>> _withoutCase;
    private readonly Lazy<ILookup<string, string>> _byName;

    private DatasetFolder(string source, string root, string? file)
    {
        (Source, Root, File) = (source, root, file);
        HashSet<string> odd = new(StringComparer.Ordinal);
        string[] files = [.. Enumerate(root, directories: false, odd)];
        NoFiles = [.. odd.Where(f => IsNoFile(PathOf(f))).Order(StringComparer.Ordinal)];
        Files = [.. files.Except(NoFiles, StringComparer.Ordinal)];
        Folders = [.. Enumerate(root, directories: true)];
        Pictures = [.. Files.Where(IsPicture)];
        _closed = new(FindClosed);
        _names = new(() => new(Files, StringComparer.Ordinal));
        _withoutCase = new(() => Files.GroupBy(f => f, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase));
        _byName = new(() => Pictures.ToLookup(p => Path.GetFileName(p), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What the user named.</summary>
    public string Source { get; }

    /// <summary>The folder that names are relative to, absolute.</summary>
    public string Root { get; }

    /// <summary>The file that the user named, relative to the root; null where it was a folder or a zip file.</summary>
    public string? File { get; }

    /// <summary>All files, relative, with <c>/</c>, in ordinal order; hidden ones are left out and links to folders not followed.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What has a file's name and is none, such as a pipe, for which a reader would wait without end.</summary>
    public IReadOnlyList<string> NoFiles { get; }

    /// <summary>All folders, as files.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The files whose ending is a picture's.</summary>
    public IReadOnlyList<string> Pictures { get; }

    /// <summary>Pictures of formats that cannot be decoded here.</summary>
    public IEnumerable<string> Undecodable => Files.Where(IsUndecodable);

    /// <summary>Folders that were not looked into, with the reason: links, and those that may not be read.</summary>
    public IReadOnlyDictionary<string, string> Closed => _closed.Value;

    /// <summary>Opens a folder, a zip file (unpacked to a cache) or the folder around another file.</summary>
    /// <exception cref="DatasetException">There is nothing at the path, or the zip file cannot be used.</exception>
    public static DatasetFolder Open(string path, DatasetReaderOptions options)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return new DatasetFolder(path, Descend(full), null);
        }

        if (!System.IO.File.Exists(full))
        {
            throw new DatasetException($"The data '{path}' cannot be read: there is no such file or folder. Check the path.");
        }

        if (IsNoFile(full))
        {
            throw new DatasetException($"The data '{path}' cannot be read: it is no regular file, or may not be read. Name a file or folder.");
        }

        return DatasetArchive.IsZip(full)
            ? new DatasetFolder(path, Descend(DatasetArchive.Unpack(full, options)), null)
            : new DatasetFolder(path, Path.GetDirectoryName(full)!, Path.GetFileName(full));
    }

    /// <summary>The absolute path of one of <see cref="Files"/>.</summary>
    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Finds the file that a label names.</summary>
    /// <param name="name">As the labels have it; may come from anyone.</param>
    /// <returns>One of <see cref="Files"/>; null where there is none, the name being absolute or leading out of the folder included.</returns>
    public string? Find(string name)
    {
        string wanted = name.Replace('\\', '/');
        while (wanted.StartsWith("./", StringComparison.Ordinal))
        {
            wanted = wanted[2..];
        }

        return _names.Value.Contains(wanted) ? wanted : _withoutCase.Value.GetValueOrDefault(wanted);
    }

    /// <summary>The pictures whose name without folders is this, small letters and capitals alike.</summary>
    public IReadOnlyList<string> PicturesNamed(string name) => [.. _byName.Value[name]];

    /// <summary>Whether a file's ending is a picture's.</summary>
    public static bool IsPicture(string name) => s_pictureEndings.Contains(Path.GetExtension(name));

    /// <summary>Whether a file's ending is that of a picture that cannot be decoded here.</summary>
    public static bool IsUndecodable(string name) => s_otherPictureEndings.Contains(Path.GetExtension(name));

    /// <summary>Zip files often hold one folder that holds everything: it is the data's folder.</summary>
    private static string Descend(string root)
    {
        for (int depth = 0; depth < 3; depth++)
        {
            string[] folders = [.. Directory.GetDirectories(root).Where(d => !IsIgnored(Path.GetFileName(d)))];
            if (folders.Length != 1 || Splits.Of(Path.GetFileName(folders[0])) is not null
                || Directory.EnumerateFiles(root).Any(f => !IsIgnored(Path.GetFileName(f)) && !IsNote(f))
                || !(Directory.EnumerateDirectories(folders[0]).Any(d => !IsIgnored(Path.GetFileName(d)))
                    || Directory.EnumerateFiles(folders[0]).Any(f => !IsIgnored(Path.GetFileName(f)) && !IsPicture(f) && !IsNote(f))))
            {
                break;
            }

            root = folders[0];
        }

        return root;
    }

    private static bool IsNote(string path)
        => Path.GetFileNameWithoutExtension(path).ToUpperInvariant() is "README" or "LICENSE" or "LICENCE";

    private static bool IsIgnored(ReadOnlySpan<char> name) => name.StartsWith(".", StringComparison.Ordinal) || name is "__MACOSX";

    private Dictionary<string, string> FindClosed()
    {
        HashSet<string> full = [.. Files.Concat(Folders).Select(f => Path.GetDirectoryName(f)!)];
        Dictionary<string, string> closed = new(StringComparer.Ordinal);
        foreach (string folder in Folders.Where(f => !full.Contains(f)))
        {
            try
            {
                DirectoryInfo found = new(PathOf(folder));
                if (found.LinkTarget is not null)
                {
                    closed.Add(folder, "it is a link, and links to folders are not followed. Copy the folder here, or give the path of a folder that holds no links");
                }
                else
                {
                    _ = found.EnumerateFileSystemInfos().FirstOrDefault();
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                closed.Add(folder, $"{e.Message.TrimEnd('.')}. Make it readable");
            }
        }

        return closed;
    }

    // Links that lead nowhere stay: they are told where they are read.
    private static bool IsNoFile(string path)
    {
        try
        {
            using FileReader reader = new(long.MaxValue);
            reader.Open(PathText.FromBytes(Encoding.UTF8.GetBytes(path))).Dispose();
            return false;
        }
        catch (FileReadException)
        {
            return System.IO.File.Exists(path) && !LeadsNowhere(path);
        }
    }

    private static bool LeadsNowhere(string path)
    {
        try
        {
            return System.IO.File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: false };
        }
        catch (IOException)
        {
            // Links in a circle.
            return true;
        }
    }

    // What may be no file - an empty one, a link - is noted.
    private static IEnumerable<string> Enumerate(string root, bool directories, HashSet<string>? odd = null)
    {
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, AttributesToSkip = FileAttributes.None };
        FileSystemEnumerable<string> found = new(root, (ref FileSystemEntry e) => Path.GetRelativePath(root, e.ToFullPath()), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry e) =>
            {
                bool isWanted = e.IsDirectory == directories && !IsIgnored(e.FileName);
                if (isWanted && odd is not null && (e.Length == 0 || (e.Attributes & FileAttributes.ReparsePoint) != 0))
                {
                    odd.Add(Path.GetRelativePath(root, e.ToFullPath()));
                }

                return isWanted;
            },
            ShouldRecursePredicate = (ref FileSystemEntry e) => !IsIgnored(e.FileName) && (e.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return found.Order(StringComparer.Ordinal);
    }
}
