namespace ImageAnalytics.Inference.Yaml;

/// <summary>A piece of a YAML file with its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
internal sealed record YamlNode(YamlKind Kind, long Line, long Column)
{
    /// <summary>The text of a scalar.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether a scalar stands in quotes.</summary>
    public bool Quoted { get; init; }

    /// <summary>The elements of a list.</summary>
    public List<YamlNode> Items { get; } = [];

    /// <summary>The keys and values of a map, in the file's order.</summary>
    public List<(YamlNode Key, YamlNode Value)> Pairs { get; } = [];

    /// <summary>Whether it is a plain scalar that says nothing: empty, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => Kind == YamlKind.Scalar && !Quoted && Text is "" or "~" or "null";

    /// <summary>The value of a key of a map; null where it has none.</summary>
    public YamlNode? ValueOf(string key) => Pairs.FirstOrDefault(p => p.Key.Kind == YamlKind.Scalar && p.Key.Text == key).Value;

    /// <summary>What it is, in words.</summary>
    public string Describe() => Kind switch
    {
        YamlKind.List => "a list",
        YamlKind.Map => "keys with values",
        _ => IsNull ? "nothing" : $"'{Text}'",
    };
}
