using System.Text.Json.Nodes;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>A step as a worker needs it: everything resolved to folders on this machine.</summary>
public sealed record JobStep
{
    /// <summary>The step's id in the pipeline file.</summary>
    public required string Id { get; init; }

    /// <summary>Under which its results are stored.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Absolute path of the plugin's folder; empty for a combining step.</summary>
    public required string PluginFolder { get; init; }

    /// <summary>The hash of that folder when the run was prepared, under which its results are stored; null where nobody asks.</summary>
    public string? PluginContent { get; init; }

    /// <summary>The hash of the other files that the plugin reads for this step, such as a gallery, as <see cref="PluginContent"/>.</summary>
    public string? FilesContent { get; init; }

    /// <summary>The cards of its models, absolute paths, to their hashes when the run was prepared.</summary>
    public IReadOnlyDictionary<string, string> ModelCards { get; init; } = new Dictionary<string, string>();

    /// <summary>Role to absolute model folder.</summary>
    public required IReadOnlyDictionary<string, string> ModelFolders { get; init; }

    /// <summary>Options as written.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>Index of the step on whose observations it runs, or all that it combines do; null for whole images.</summary>
    public int? Parent { get; init; }

    /// <summary>Which of the parent's observations it takes; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>The way in which a combining step combines; null for a step with a plugin.</summary>
    public string? Combine { get; init; }

    /// <summary>Indexes of the steps that a combining step combines.</summary>
    public IReadOnlyList<int> Of { get; init; } = [];

    /// <summary>Indexes of the steps whose results it needs.</summary>
    public IReadOnlyList<int> Reads => Combine is not null ? Of : Parent is { } parent ? [parent] : [];
}
