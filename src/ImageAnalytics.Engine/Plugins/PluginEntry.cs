using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Plugins;

/// <summary>A plugin folder as found: what its manifest says, or why it cannot be used.</summary>
/// <param name="Folder">Absolute path of the folder.</param>
/// <param name="Manifest">What <c>plugin.json</c> says; null when it cannot be read.</param>
/// <param name="Problem">Why it cannot be used, in whole sentences; null for a good one.</param>
public sealed record PluginEntry(string Folder, PluginManifest? Manifest, string? Problem)
{
    /// <summary>The id of the manifest, or the folder's name where there is none.</summary>
    public string Id => Manifest?.Id ?? Path.GetFileName(Folder);

    /// <summary>Absolute path of the assembly.</summary>
    /// <exception cref="InvalidOperationException">There is no manifest.</exception>
    public string AssemblyPath => Path.Combine(Folder, (Manifest ?? throw new InvalidOperationException(Problem)).Assembly);
}
