using System.Text.Json;

namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>A scalar: its text, and what the core schema makes of it.</summary>
internal sealed class YamlScalar(SourcePosition position, string text, bool isPlain, ScalarSource source) : YamlValue(position)
{
    public string Text { get; } = text;

    /// <summary>Whether it was written without quotes and outside a block, so that the core schema decides its type.</summary>
    public bool IsPlain { get; } = isPlain;

    public ScalarSource Source { get; } = source;

    public bool IsNull => IsPlain && CoreSchema.TypeOf(Text) == JsonValueKind.Null;

    public override string Kind => (IsPlain ? CoreSchema.TypeOf(Text) : JsonValueKind.String) switch
    {
        JsonValueKind.Null => "nothing",
        JsonValueKind.True or JsonValueKind.False => $"{Text.ToLowerInvariant()}",
        JsonValueKind.Number => $"the number {ShownText.Of(Text, 40)}",
        _ => $"the text '{ShownText.Of(Text, 40)}'",
    };
}
