using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Running;

namespace ImageAnalytics.Plugins.MaskRcnn;

/// <summary>Options of a step that finds objects with their masks.</summary>
public sealed record MaskRcnnOptions : DetectionOptions
{
    /// <summary>Least value, 0 to 1, of a mask's pixels; the model card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("A pixel belongs to the object where the model's value for it is at least this; lower makes masks larger. Default: what the model's card says.")]
    public double? MaskThreshold { get; init; }

    /// <inheritdoc/>
    public override Thresholds Over(Thresholds standard) => base.Over(standard) with { MaskThreshold = MaskThreshold ?? standard.MaskThreshold };
}
