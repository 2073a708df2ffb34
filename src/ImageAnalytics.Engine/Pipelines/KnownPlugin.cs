using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>A plugin that was found.</summary>
/// <param name="Manifest">What its <c>plugin.json</c> says.</param>
/// <param name="Problem">Why it does not load, in whole sentences; null when nothing is known against it.</param>
/// <param name="OptionsType">
/// Gives the record of its options; may load the plugin, and throw when that fails. Called only for plugins that a pipeline names.
/// Null where options cannot be checked.
/// </param>
public sealed record KnownPlugin(PluginManifest Manifest, string? Problem = null, Func<Type>? OptionsType = null);
