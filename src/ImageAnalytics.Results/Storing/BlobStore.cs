using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <summary>Pictures that steps made, as files by content, in the store of an output folder: <c>store/blobs/ab/ab…ef.png</c>.</summary>
/// <remarks>
/// A file appears whole or not at all, never changes, and is on the disk before its name is handed out. Several threads and processes may
/// write at once, the same content too. Nothing is ever removed here.
/// </remarks>
public sealed partial class BlobStore
{
    /// <summary>The property of an observation's detail that names its file.</summary>
    public const string DetailName = "file";

    internal const string FolderName = "blobs";

    private readonly StoreLayout _layout;

    /// <summary>The blobs of an output folder.</summary>
    /// <param name="outputFolder">The output folder; need not exist before something is written.</param>
    public BlobStore(string outputFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputFolder);
        _layout = new StoreLayout(outputFolder);
    }

    /// <summary>Called at each moment of a commit; for tests.</summary>
    internal Action<CommitPoint>? Reached { get; set; }

    /// <summary>Keeps a content. One that is there already is not written again.</summary>
    /// <param name="content">The file's bytes; borrowed.</param>
    /// <param name="extension">What the name ends in: <c>png</c> or <c>jpg</c>.</param>
    /// <returns>Its path relative to the output folder, with <c>/</c>.</returns>
    /// <exception cref="ArgumentException">The extension is another.</exception>
    /// <exception cref="StoreException">It cannot be written; the disk may be full.</exception>
    public string Write(ReadOnlySpan<byte> content, string extension)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        string file = $"{StoreLayout.StoreName}/{FolderName}/{hash[..2]}/{hash}.{extension}";
        if (!IsFile(file))
        {
            throw new ArgumentException($"A blob cannot have the extension '{extension}'. Expected one of: png, jpg.", nameof(extension));
        }

        string path = PathOf(file);
        try
        {
            FileInfo present = new(path);
            if (!present.Exists || present.Length != content.Length)
            {
                Commit(path, content);
            }

            // Also where another process wrote it: that may have died before the name was on the disk.
            Libc.Flush(Path.GetDirectoryName(path)!);
            Reached?.Invoke(CommitPoint.Durable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed("a picture that a step made", path, content.Length, e);
        }

        return file;
    }

    /// <summary>Whether a text is the relative path of a blob. Only then may it be used as a path: results can come from anyone.</summary>
    public static bool IsFile(string? file) => file is not null && FilePattern().Match(file) is { Success: true } match && match.Groups[1].Value == match.Groups[2].Value;

    /// <summary>The absolute path of a blob.</summary>
    /// <param name="file">What <see cref="Write"/> gave.</param>
    /// <exception cref="ArgumentException">It is no path of a blob.</exception>
    public string PathOf(string file) => IsFile(file)
        ? Path.Combine(_layout.Output, file)
        : throw new ArgumentException($"'{file}' is no blob. Expected a path such as store/blobs/ab/ab…ef.png with 64 hexadecimal digits.", nameof(file));

    /// <summary>Whether a text is the path of a blob, and its file is there.</summary>
    public bool Exists(string? file) => IsFile(file) && File.Exists(PathOf(file!));

    /// <summary>Gives a blob a second name, so that whoever has that need not know where the store is; copies it where the file system cannot.</summary>
    /// <param name="path">The blob's absolute path.</param>
    /// <param name="added">The second name; must not exist.</param>
    /// <exception cref="IOException">The blob is gone, or the name cannot be given.</exception>
    public static void Link(string path, string added) => DurableFile.LinkOrCopy(path, added);

    /// <summary>The blobs that are there, by relative path, in order.</summary>
    internal IReadOnlyList<string> Files() => [.. Everything().Where(IsFile)];

    /// <summary>What lies among the blobs and is none.</summary>
    internal IReadOnlyList<string> Others() => [.. Everything().Where(f => !IsFile(f)).Select(f => Path.Combine(_layout.Output, f))];

    /// <summary>Whether a blob's content is the one that it is named by.</summary>
    internal bool IsSound(string file)
    {
        using FileStream stream = File.OpenRead(PathOf(file));
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == Path.GetFileNameWithoutExtension(file);
    }

    /// <summary>Removes what writers that died left half-written. Nobody may write meanwhile.</summary>
    internal void RemoveUnfinished()
    {
        foreach (string file in Directory.Exists(_layout.Temporary) ? Directory.EnumerateFiles(_layout.Temporary, DurableFile.TemporaryPrefix + "*") : [])
        {
            DurableFile.TryDelete(file);
        }
    }

    private IEnumerable<string> Everything() => Directory.Exists(_layout.Blobs)
        ? Directory.EnumerateFiles(_layout.Blobs, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_layout.Output, f)).Order(StringComparer.Ordinal)
        : [];

    // The temporary name lies in the folder that every opening of the store clears.
    private void Commit(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!, temporary = Path.Combine(_layout.Temporary, $"{DurableFile.TemporaryPrefix}{Guid.NewGuid():N}");
        DurableFolder.Create(_layout.Temporary);
        DurableFolder.Create(folder);
        Reached?.Invoke(CommitPoint.Start);
        try
        {
            File.WriteAllBytes(temporary, content);
            Reached?.Invoke(CommitPoint.Written);
            Libc.Flush(temporary);
            Reached?.Invoke(CommitPoint.Flushed);
            Libc.Rename(temporary, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DurableFile.TryDelete(temporary);
            throw;
        }

        Reached?.Invoke(CommitPoint.Renamed);
    }

    [GeneratedRegex(@"^store/blobs/([0-9a-f]{2})/([0-9a-f]{2})[0-9a-f]{62}\.(?:png|jpg)\z", RegexOptions.CultureInvariant)]
    private static partial Regex FilePattern();
}
