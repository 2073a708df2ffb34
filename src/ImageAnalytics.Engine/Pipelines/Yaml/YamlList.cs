namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>A list of values.</summary>
internal sealed class YamlList : YamlValue
{
    public YamlList(SourcePosition position, IReadOnlyList<YamlValue> items) : base(position)
    {
        Items = items;
        Size = 1 + items.Sum(i => i.Size);
        Height = 1 + items.Select(i => i.Height).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<YamlValue> Items { get; }

    public override string Kind => "a list";
}
