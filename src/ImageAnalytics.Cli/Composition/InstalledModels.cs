using ImageAnalytics.Engine.Models;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Composition;

/// <summary>The installed models as the engine needs to know them.</summary>
internal sealed class InstalledModels : IModelSource
{
    private readonly ModelLibrary _library;
    private readonly Dictionary<string, LibraryEntry?> _entries = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<string>> _names;
    private readonly Lazy<IReadOnlyList<string>> _catalog = new(() => ModelCatalog.NamesIn(ModelFolders.Catalog));

    /// <param name="folders">Folders named on the command line.</param>
    public InstalledModels(IEnumerable<string> folders)
    {
        _library = ModelLibrary.Default(folders);
        _names = new Lazy<IReadOnlyList<string>>(_library.Names);
    }

    public IReadOnlyList<string> Names => _names.Value;

    public IReadOnlyList<string> CatalogNames => _catalog.Value;

    public ResolvedModel? Find(string name)
        => Entry(name) is not { } entry ? null : entry.Model is { } model ? Resolve(model, null, null) : Broken(entry);

    public ResolvedModel? Verify(string name)
    {
        LibraryEntry? entry = Entry(name);
        if (entry?.Model is not { } model)
        {
            return entry is null ? null : Broken(entry);
        }

        IReadOnlyList<string> problems = model.Problems;
        if (problems.Count > 0)
        {
            return Resolve(model, null, string.Join(" ", problems));
        }

        try
        {
            return Resolve(model, model.ContentHash, null) with { Labels = model.ReadLabels() };
        }
        catch (PluginException e)
        {
            return Resolve(model, null, e.Message);
        }
    }

    // A card is read once, however many steps name the model.
    private LibraryEntry? Entry(string name)
    {
        if (!_entries.TryGetValue(name, out LibraryEntry? entry))
        {
            _entries[name] = entry = _library.Entry(name);
        }

        return entry;
    }

    private static ResolvedModel Resolve(InstalledModel model, string? contentHash, string? problem) => new(
        model.Name,
        model.Task,
        model.Folder,
        model.Card.Version,
        model.Licence,
        model.Card.Source,
        contentHash,
        $"{model.EngineName}; decoder {model.DecoderName} {model.DecoderRevision}; preparation {InstalledModel.PreparationRevision}",
        problem)
    {
        HasBackground = model.Card.Input.Background is not null,
        CardFile = Path.Combine(model.Folder, ModelCard.FileName),
    };

    private static ResolvedModel Broken(LibraryEntry entry)
        => new(entry.Name, "", entry.Folder, "", "", "", null, "", string.Join(" ", entry.Problems));
}
