namespace ImageAnalytics.Inference.Yaml;

/// <summary>What a YAML node is.</summary>
internal enum YamlKind
{
    /// <summary>A text, number or nothing.</summary>
    Scalar,

    /// <summary>A list.</summary>
    List,

    /// <summary>Keys with values.</summary>
    Map,
}
