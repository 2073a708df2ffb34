namespace ImageAnalytics.Engine.Models;

/// <summary>An installed model as the engine needs to know it.</summary>
/// <param name="Name">The name that pipeline files use.</param>
/// <param name="Task">What it does, such as classification or detection.</param>
/// <param name="Folder">Absolute path of its folder.</param>
/// <param name="Version">The card's version.</param>
/// <param name="Licence">Licence of the weights.</param>
/// <param name="Source">Where the weights come from.</param>
/// <param name="ContentHash">Hash over card and files; null until they were verified.</param>
/// <param name="Processing">Engine with its version, decoder and preparation with their revisions: what turns the files' answer into rows.</param>
/// <param name="Problem">Why it cannot be used; null for a good one.</param>
public sealed record ResolvedModel(
    string Name, string Task, string Folder, string Version, string Licence, string Source, string? ContentHash, string Processing, string? Problem)
{
    /// <summary>Whether its card puts transparent pixels on a background.</summary>
    public bool HasBackground { get; init; }

    /// <summary>The names of its classes; empty where it has none, and until it was verified.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The file that says all about it, the hashes of its other files included; null where there is none.</summary>
    public string? CardFile { get; init; }
}
