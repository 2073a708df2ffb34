namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>A map in the order written, without duplicate keys.</summary>
internal sealed class YamlMap : YamlValue
{
    public YamlMap(SourcePosition position, IReadOnlyList<YamlEntry> entries) : base(position)
    {
        Entries = entries;
        Size = 1 + entries.Sum(e => 1 + e.Value.Size);
        Height = 1 + entries.Select(e => e.Value.Height).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<YamlEntry> Entries { get; }

    public override string Kind => "a map";
}
