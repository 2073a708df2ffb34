using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>A run whose pipeline, plugins, models and folders were found good, before the first image.</summary>
public sealed record PreparedRun
{
    /// <summary>What was asked.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>The pipeline, overrides applied.</summary>
    public required Pipeline Pipeline { get; init; }

    /// <summary>Folders to list.</summary>
    public required IReadOnlyList<InputFolder> Inputs { get; init; }

    /// <summary>Folders below the inputs whose file systems do not answer, absolute; they are left out.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    /// <summary>Absolute path of the output folder.</summary>
    public required string Output { get; init; }

    /// <summary>What a worker is to do; the file of known contents is added later.</summary>
    public required WorkerJob Job { get; init; }

    /// <summary>The same steps as the store names them.</summary>
    public required IReadOnlyList<RunStep> Steps { get; init; }

    /// <summary>Fingerprint of what is known of a picture without any model.</summary>
    public required string FactsFingerprint { get; init; }

    /// <summary>Plugins in use, with the hash of their content.</summary>
    public required IReadOnlyList<(PluginEntry Plugin, string ContentHash)> Plugins { get; init; }

    /// <summary>Models in use.</summary>
    public required IReadOnlyList<ResolvedModel> Models { get; init; }
}
