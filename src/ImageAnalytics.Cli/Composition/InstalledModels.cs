using ImageAnalytics.Engine.Models;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Composition;

/// <summary>The installed models as the engine needs to know them.</summary>
internal sealed class InstalledModels : IModelSource
{
    private readonly ModelLibrary _library;
    private readonly Lazy<IReadOnlyList<ResolvedModel>> _all;
    private readonly Lazy<IReadOnlyList<string>> _catalog = new(ReadCatalog);

    /// <param name="folders">Folders named on the command line.</param>
    public InstalledModels(IEnumerable<string> folders)
    {
        _library = ModelLibrary.Default(folders);
        _all = new Lazy<IReadOnlyList<ResolvedModel>>(() => [.. _library.List().Select(e => e.Model is null ? Broken(e) : Resolve(e.Model, null, null))]);
    }

    public IReadOnlyList<ResolvedModel> All => _all.Value;

    public IReadOnlyList<string> CatalogNames => _catalog.Value;

    public ResolvedModel? Verify(string name)
    {
        LibraryEntry? entry = _library.List().FirstOrDefault(e => e.Name == name);
        if (entry?.Model is not { } model)
        {
            return entry is null ? null : Broken(entry);
        }

        IReadOnlyList<string> problems = model.Problems;
        return problems.Count == 0 ? Resolve(model, model.ContentHash, null) : Resolve(model, null, string.Join(" ", problems));
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
    };

    private static ResolvedModel Broken(LibraryEntry entry)
        => new(entry.Name, "", entry.Folder, "", "", "", null, "", string.Join(" ", entry.Problems));

    private static IReadOnlyList<string> ReadCatalog()
    {
        try
        {
            return [.. ModelCatalog.Load(ModelFolders.Catalog).Cards.Select(c => c.Name)];
        }
        catch (PluginException)
        {
            return []; // Only the hint "models install" is lost; 'models' itself tells what is wrong with the catalog.
        }
    }
}
