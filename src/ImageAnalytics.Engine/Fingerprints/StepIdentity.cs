using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Fingerprints;

/// <summary>Everything that can change a row of a step. What is not here must not be able to.</summary>
/// <remarks>The step's id and the pipeline's name are left out on purpose: renaming recomputes nothing.</remarks>
public sealed record StepIdentity
{
    /// <summary>The plugin's id and version.</summary>
    public required string Plugin { get; init; }

    /// <summary>Hash of the plugin's files.</summary>
    public required string PluginContent { get; init; }

    /// <summary>For each role, the hash of card and files, and engine, decoder and preparation with their revisions.</summary>
    public required IReadOnlyDictionary<string, string> Models { get; init; }

    /// <summary>The options in a normal form.</summary>
    public required string Options { get; init; }

    /// <summary>Hash of the files besides models that the plugin reads, such as a gallery; null for none.</summary>
    public string? Files { get; init; }

    /// <summary>The condition in a normal form; null for none.</summary>
    public string? Where { get; init; }

    /// <summary>Fingerprint of the step that it reads; null for whole images.</summary>
    public string? Parent { get; init; }

    /// <summary>What runs the networks.</summary>
    public Accelerator Accelerator { get; init; }
}
