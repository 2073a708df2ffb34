using System.ComponentModel;

namespace PaintPlugin;

public sealed record PaintOptions
{
    [Description("What the style is called.")]
    public string Style { get; init; } = "negative";
}
