using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Results.Combining;

/// <summary>Options of <c>combine: soft-nms</c>.</summary>
public sealed record SoftNmsOptions : ICombiningOptions
{
    /// <summary>How confidences decay.</summary>
    [Description("How the confidence of a box that overlaps a better one falls: gaussian, by exp(-IoU² / sigma), or linear, by 1 - IoU.")]
    public Decay Decay { get; init; }

    /// <summary>The width of the Gaussian; smaller lowers more.</summary>
    [Range(0.01, 10.0), Description("The width of the Gaussian; a smaller one lowers confidences more.")]
    public double Sigma { get; init; } = 0.5;

    /// <summary>With linear decay, the IoU above which confidences fall; with both, above which two boxes agree.</summary>
    [Range(0.0, 1.0), Description("The IoU above which two boxes are one thing; linear decay lowers confidences above it only.")]
    public double Overlap { get; init; } = 0.3;

    /// <inheritdoc />
    [Description("What must agree for two boxes to be one thing: labels (label and place) or boxes (the place alone).")]
    public Agreement Agree { get; init; }

    /// <inheritdoc />
    [Range(0.0, 1.0), Description("Boxes whose confidence has fallen below this are left out.")]
    public double MinConfidence { get; init; } = 0.001;

    /// <inheritdoc />
    [Description("Labels that mean another label, such as { automobile: car }.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
