using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Library;

/// <summary>Finds installed models by name in several folders; the first that has it wins. Holds no state but the folders.</summary>
/// <param name="folders">Folders whose sub-folders are models. Those that do not exist are skipped.</param>
public sealed class ModelLibrary(IReadOnlyList<string> folders)
{
    /// <summary>The folders searched, in order.</summary>
    public IReadOnlyList<string> Folders { get; } = [.. folders.Select(Path.GetFullPath)];

    /// <summary>The library of this user: folders of the command line first, then <see cref="ModelFolders.Search"/>.</summary>
    public static ModelLibrary Default(params IEnumerable<string> given) => new(ModelFolders.Search(given));

    /// <summary>Every model, by name; of equal names the one that <see cref="Find"/> gives.</summary>
    public IReadOnlyList<LibraryEntry> List() => [.. Names().Select(Entry).OfType<LibraryEntry>().Concat(Folders.SelectMany(MisnamedIn)).OrderBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>The names of every model, in order. No card is read.</summary>
    public IReadOnlyList<string> Names()
        => [.. Folders.SelectMany(ModelsIn).Select(f => Path.GetFileName(f)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What is found under a name, good or not; null when nothing is.</summary>
    public LibraryEntry? Entry(string name) => FolderOf(name) is { } folder ? Read(name, folder) : null;

    /// <summary>A model by its name.</summary>
    /// <param name="name">The name, as pipelines write it.</param>
    /// <exception cref="PluginException">There is none, or its card is wrong. Its files are checked when it is opened.</exception>
    public InstalledModel Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Entry(name) is not { } entry)
        {
            if (Folders.SelectMany(MisnamedIn).FirstOrDefault(e => e.Name == name) is { } misnamed)
            {
                throw new PluginException(misnamed.Problems);
            }

            IReadOnlyList<string> installed = [.. List().Select(e => e.Name)];
            string found = installed.Count == 0 ? "No model is installed." : $"Installed: {string.Join(", ", installed)}.";
            throw new PluginException(
                $"There is no model '{name}'.{NearestName.Hint(name, installed)} {found} "
                + $"Searched: {string.Join(", ", Folders)}. To install one of the catalog, run: models install {(ModelName.IsModel(name) ? name : "NAME")}");
        }

        return entry.Model ?? throw new PluginException(entry.Problems);
    }

    // A name is one folder: 'a/../b' must not leave the library.
    private string? FolderOf(string name)
        => ModelName.IsModel(name)
            ? Folders.Select(f => Path.Combine(f, name)).FirstOrDefault(f => File.Exists(Path.Combine(f, ModelCard.FileName)))
            : null;

    private static IEnumerable<string> ModelsIn(string folder)
        => FoldersIn(folder).Where(d => ModelName.IsModel(Path.GetFileName(d)) && File.Exists(Path.Combine(d, ModelCard.FileName)));

    private static IEnumerable<string> FoldersIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // What a person may have meant; not what the program keeps aside.
    private static IEnumerable<LibraryEntry> MisnamedIn(string folder)
        => FoldersIn(folder).Select(f => (Folder: f, Name: Path.GetFileName(f)))
            .Where(f => !ModelName.IsModel(f.Name) && ModelName.IsModel(Meant(f.Name)) && File.Exists(Path.Combine(f.Folder, ModelCard.FileName)))
            .Select(f => new LibraryEntry(f.Name, f.Folder, null, [$"The folder '{f.Folder}' has a name that no model can have; expected lower-case letters, digits and single hyphens. Rename it to '{Meant(f.Name)}', and 'name' on its card."]));

    private static string Meant(string name) => name.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');

    private static LibraryEntry Read(string name, string folder)
    {
        try
        {
            InstalledModel model = InstalledModel.Load(folder);
            return model.Name == name
                ? new LibraryEntry(name, folder, model, [])
                : new LibraryEntry(name, folder, null, [$"The card '{Path.Combine(folder, ModelCard.FileName)}' names the model '{model.Name}', but its folder is '{name}'. Give both the same name."]);
        }
        catch (PluginException e)
        {
            return new LibraryEntry(name, folder, null, e.Problems);
        }
    }
}
