namespace ImageAnalytics.Engine.Models;

/// <summary>The models of this machine. The engine runs none itself: it needs to know which bytes a step depends on.</summary>
public interface IModelSource
{
    /// <summary>The names of the installed models, good ones and others. Cheap: no card is read.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Reads a model's card. Cheap: files are not hashed, so it has no <see cref="ResolvedModel.ContentHash"/>.</summary>
    /// <returns>The model, perhaps with a problem; null when it is not installed.</returns>
    ResolvedModel? Find(string name);

    /// <summary>Names that <c>models install</c> knows.</summary>
    IReadOnlyList<string> CatalogNames { get; }

    /// <summary>Checks the sha256 of a model's files and gives its identity.</summary>
    /// <returns>The model with its <see cref="ResolvedModel.ContentHash"/>, or with a problem; null when it is not installed.</returns>
    ResolvedModel? Verify(string name);
}
