namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>A value of a YAML document with its place: a scalar, a list or a map.</summary>
/// <param name="position">Where it starts.</param>
internal abstract class YamlValue(SourcePosition position)
{
    public SourcePosition Position { get; } = position;

    /// <summary>Values in it, itself included, with every alias counted as what it stands for.</summary>
    public int Size { get; protected init; } = 1;

    /// <summary>Levels in it, itself included.</summary>
    public int Height { get; protected init; } = 1;

    /// <summary>What it is in words, such as <c>a list</c>.</summary>
    public abstract string Kind { get; }
}
