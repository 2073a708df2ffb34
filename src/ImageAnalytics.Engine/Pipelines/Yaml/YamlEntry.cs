namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>A key of a map with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlValue Value);
