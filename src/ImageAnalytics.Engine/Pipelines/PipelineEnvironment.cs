namespace ImageAnalytics.Engine.Pipelines;

/// <summary>What there is for pipelines to name: plugins and models.</summary>
public sealed class PipelineEnvironment
{
    /// <summary>The plugins that were found, also those that do not load.</summary>
    public IReadOnlyList<KnownPlugin> Plugins { get; init; } = [];

    /// <summary>What is wrong with folders of plugins whose plugin.json cannot be read, in whole sentences.</summary>
    public IReadOnlyList<string> UnreadablePlugins { get; init; } = [];

    /// <summary>The models that are installed, also those with problems.</summary>
    public IReadOnlyList<KnownModel> Models { get; init; } = [];

    /// <summary>Names of the models that can be installed from the catalog.</summary>
    public IReadOnlyList<string> CatalogModels { get; init; } = [];

    /// <summary>Says why a presentation cannot be the template of a deck of at most so many megabytes; null when it can. Without, templates are not looked at.</summary>
    public Func<string, int, string?>? TemplateProblem { get; init; }
}
