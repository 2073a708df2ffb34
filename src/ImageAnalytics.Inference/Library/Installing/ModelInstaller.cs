using System.Security.Cryptography;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>Installs models of a catalog: a model's folder is complete and checked, or it is not there.</summary>
/// <remarks>
/// Files that are still arriving lie in <c>.arriving</c> in the target folder, named by their sha256, and stay there when an installation is interrupted.
/// A folder is made under a name that no library lists, synced, and renamed at the end.
/// </remarks>
/// <param name="catalog">The cards.</param>
/// <param name="target">The folder to install into; made when it is not there.</param>
/// <param name="sources">Where files come from; tried in order.</param>
public sealed class ModelInstaller(ModelCatalog catalog, string target, IReadOnlyList<IModelSource> sources)
{
    private readonly string _target = Path.GetFullPath(target);

    /// <summary>Installs one model.</summary>
    /// <param name="name">Its name in the catalog.</param>
    /// <param name="progress">Told how far each file is.</param>
    /// <param name="cancellationToken">Ends the installation; the next one goes on from there.</param>
    /// <exception cref="PluginException">The catalog has no such model.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<InstallResult> InstallAsync(string name, IProgress<InstallProgress>? progress, CancellationToken cancellationToken)
    {
        ModelCard card = catalog.Find(name);
        string folder = Path.Combine(_target, card.Name);
        if (IsThere(card, folder))
        {
            return new InstallResult(card.Name, InstallState.AlreadyThere, folder, []);
        }

        try
        {
            return await InstallAsync(card, folder, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new InstallResult(card.Name, InstallState.Failed, null, [$"Model '{card.Name}' could not be installed into '{_target}': {e.Message}"]);
        }
    }

    private async Task<InstallResult> InstallAsync(ModelCard card, string folder, IProgress<InstallProgress>? progress, CancellationToken cancellationToken)
    {
        string arriving = Path.Combine(_target, ".arriving");
        Directory.CreateDirectory(arriving);
        // Held until the end and freed by the system when the process dies: one installation into a folder at a time.
        await using FileStream turn = new(Path.Combine(_target, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        RemoveLeftovers(card.Name);
        List<string> lacking = [], failed = [];
        foreach (ModelFile file in card.Files)
        {
            string? problem = await FetchAsync(card, file, arriving, lacking, progress, cancellationToken).ConfigureAwait(false);
            failed.AddRange(problem is null ? [] : [problem]);
        }

        if (failed.Count > 0 || lacking.Count > 0)
        {
            return new InstallResult(card.Name, failed.Count > 0 ? InstallState.Failed : InstallState.Lacking, null, [.. failed, .. lacking]);
        }

        string? kept;
        string staged = Path.Combine(_target, $".complete-{card.Name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(staged);
        try
        {
            foreach (ModelFile file in card.Files)
            {
                // Copied, for two files of a model may have the same bytes.
                File.Copy(Path.Combine(arriving, file.Sha256), Path.Combine(staged, file.Name));
                DiskSync.File(Path.Combine(staged, file.Name));
            }

            await File.WriteAllBytesAsync(Path.Combine(staged, ModelCard.FileName), catalog.BytesOf(card), cancellationToken).ConfigureAwait(false);
            DiskSync.File(Path.Combine(staged, ModelCard.FileName));
            DiskSync.Folder(staged);
            kept = Commit(staged, folder, keep: IsChanged(card, folder));
        }
        finally
        {
            Remove(staged);
        }

        foreach (ModelFile file in card.Files)
        {
            File.Delete(Path.Combine(arriving, file.Sha256));
        }

        if (!Directory.EnumerateFileSystemEntries(arriving).Any())
        {
            Directory.Delete(arriving);
        }

        return new InstallResult(
            card.Name, InstallState.Installed, folder,
            kept is null ? [] : [$"The folder of model '{card.Name}' had something that the catalog does not give back: a changed card, changed labels or other files. What the former one had is kept in '{kept}': take it from there, or delete it."]);
    }

    /// <summary>Fetches a file, checks it, and leaves it under its sha256.</summary>
    /// <returns>What failed; null when it is there, or noted as lacking.</returns>
    private async Task<string?> FetchAsync(
        ModelCard card, ModelFile file, string arriving, List<string> lacking, IProgress<InstallProgress>? progress, CancellationToken cancellationToken)
    {
        string path = Path.Combine(arriving, file.Sha256);
        if (FileHashes.LengthOf(path) == file.Bytes && FileHashes.Of(path) == file.Sha256)
        {
            return null;
        }

        FileProgress? inner = progress is null ? null : new FileProgress(progress, card.Name, file);
        List<string> failures = [];
        foreach (IModelSource source in sources)
        {
            try
            {
                if (await TryFetchAsync(source, card, file, path, failures, inner, cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failures.Add($"'{file.Name}' of model '{card.Name}' could not be fetched from {source.Name}: {e.Message}");
            }
        }

        if (failures.Count > 0)
        {
            return string.Join(' ', failures);
        }

        lacking.Add($"'{file.Name}' of model '{card.Name}' ({file.Bytes} bytes, sha256 {file.Sha256}) is not in {string.Join(", ", sources.Select(s => s.Name))}.");
        return null;
    }

    private static async Task<bool> TryFetchAsync(
        IModelSource source, ModelCard card, ModelFile file, string path, List<string> failures, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        // What is still arriving has another name, so that a file under its sha256 is always whole.
        string part = path + ".part";
        await using FileStream target = new(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        target.Seek(0, SeekOrigin.End);
        if (!await source.TryWriteAsync(card, file, target, progress, cancellationToken).ConfigureAwait(false))
        {
            if (target.Length == 0)
            {
                File.Delete(part);
            }

            return false;
        }

        target.Flush(flushToDisk: true);
        target.Seek(0, SeekOrigin.Begin);
        string found = Convert.ToHexStringLower(await SHA256.HashDataAsync(target, cancellationToken).ConfigureAwait(false));
        if (found == file.Sha256)
        {
            File.Move(part, path, overwrite: true);
            return true;
        }

        File.Delete(part);
        failures.Add($"'{file.Name}' of model '{card.Name}' from {source.Name} is refused: its sha256 is {found}, but the card says {file.Sha256}.");
        return false;
    }

    private bool IsThere(ModelCard card, string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, ModelCard.FileName)).AsSpan().SequenceEqual(catalog.BytesOf(card))
                && InstalledModel.Load(folder).Problems.Count == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PluginException)
        {
            return false;
        }
    }

    // Somebody may have changed thresholds or labels, or put files beside them, which the catalog cannot give back. Broken weights it can.
    private bool IsChanged(ModelCard card, string folder)
    {
        string cardHash = Convert.ToHexStringLower(SHA256.HashData(catalog.BytesOf(card)));
        Dictionary<string, string> texts = card.Files.Where(f => f.Role is FileRole.Labels or FileRole.Config).ToDictionary(f => f.Name, f => f.Sha256, StringComparer.Ordinal);
        texts[ModelCard.FileName] = cardHash;
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(path =>
            texts.TryGetValue(Path.GetFileName(path), out string? hash) ? Differs(path, hash) : card.Files.All(f => f.Name != Path.GetFileName(path)));
    }

    private static bool Differs(string path, string sha256)
    {
        try
        {
            return FileHashes.Of(path) != sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileHashes.LengthOf(path) >= 0;
        }
    }

    // A folder cannot be renamed over one that is not empty: the old one steps aside first, and comes back when the new one cannot take its place.
    private string? Commit(string staged, string folder, bool keep)
    {
        string aside = Path.Combine(_target, $".{(keep ? "kept" : "old")}-{Path.GetFileName(folder)}-{Guid.NewGuid():N}");
        bool replaced = Directory.Exists(folder);
        if (replaced)
        {
            Directory.Move(folder, aside);
        }

        try
        {
            Directory.Move(staged, folder);
        }
        catch when (replaced)
        {
            Directory.Move(aside, folder);
            throw;
        }

        DiskSync.Folder(_target);
        if (keep)
        {
            foreach (string file in Directory.GetFiles(aside))
            {
                DropDouble(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            return aside;
        }

        Remove(aside);
        return null;
    }

    // What the new folder has as well takes no room twice. The model is installed: a link that leads nowhere stays where it is.
    private static void DropDouble(string former, string installed)
    {
        try
        {
            if (File.Exists(installed) && FileHashes.Of(former) == FileHashes.Of(installed))
            {
                File.Delete(former);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // Of installations that were killed.
    private void RemoveLeftovers(string name)
    {
        foreach (string folder in Directory.EnumerateDirectories(_target, $".complete-{name}-*").Concat(Directory.EnumerateDirectories(_target, $".old-{name}-*")))
        {
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
