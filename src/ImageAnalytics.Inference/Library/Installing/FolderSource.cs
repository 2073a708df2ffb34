using System.IO.Enumeration;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>A folder of any layout: files are found by length and sha256, whatever they are called.</summary>
public sealed class FolderSource : IModelSource
{
    private readonly Lazy<ILookup<long, string>> _byLength;

    /// <summary>Makes a source; the folder is read when the first file is asked for.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="PluginException">There is no such folder.</exception>
    public FolderSource(string folder)
    {
        Name = folder;
        if (!Directory.Exists(folder))
        {
            throw new PluginException($"Cannot install from '{folder}': there is no such folder. Give an existing folder, or an address that starts with http:// or https://.");
        }

        _byLength = new Lazy<ILookup<long, string>>(() => Index(folder));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<bool> TryWriteAsync(ModelCard card, ModelFile file, FileStream target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        foreach (string path in _byLength.Value[file.Bytes])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!HasHash(path, file.Sha256))
            {
                continue;
            }

            target.SetLength(0);
            await using FileStream source = File.OpenRead(path);
            await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
            progress?.Report(target.Length);
            return true;
        }

        return false;
    }

    private static bool HasHash(string path, string sha256)
    {
        try
        {
            return FileHashes.Of(path) == sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Linked files count, linked folders do not: they could lead round in a circle.
    private static ILookup<long, string> Index(string folder)
    {
        FileSystemEnumerable<string> files = new(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return files.Order(StringComparer.Ordinal).ToLookup(FileHashes.LengthOf);
    }
}
