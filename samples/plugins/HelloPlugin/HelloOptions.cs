using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HelloPlugin;

/// <summary>What a step may set under <c>options:</c>.</summary>
public sealed record HelloOptions
{
    /// <summary>Mean brightness from which a picture is bright, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    [Description("Mean brightness from which a picture is bright.")]
    public double Threshold { get; init; } = 0.5;
}
