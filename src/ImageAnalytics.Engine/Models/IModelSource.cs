namespace ImageAnalytics.Engine.Models;

/// <summary>The models of this machine. The engine runs none itself: it needs to know which bytes a step depends on.</summary>
public interface IModelSource
{
    /// <summary>Every installed model, good ones and others, by name. Cheap: files are not hashed.</summary>
    IReadOnlyList<ResolvedModel> All { get; }

    /// <summary>Names that <c>models install</c> knows.</summary>
    IReadOnlyList<string> CatalogNames { get; }

    /// <summary>Checks the sha256 of a model's files and gives its identity.</summary>
    /// <returns>The model with its <see cref="ResolvedModel.ContentHash"/>, or with a problem; null when it is not installed.</returns>
    ResolvedModel? Verify(string name);
}
