using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Inference.Running;

/// <summary>Options of a step that finds objects; what is absent is as the model's card says.</summary>
public record DetectionOptions
{
    /// <summary>Least confidence, 0 to 1; the model card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("Objects below this confidence are left out. Default: what the model's card says.")]
    public double? MinConfidence { get; init; }

    /// <summary>Largest IoU, 0 to 1, of two boxes of one class; the model card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("Of two boxes of one class that overlap more than this (intersection over union), the less confident is left out. No effect where the network chooses among its boxes itself. Default: what the model's card says.")]
    public double? NmsThreshold { get; init; }

    /// <summary>Most objects for one region; the model card's number when absent.</summary>
    [Range(1, 10_000)]
    [Description("Most objects for one picture or region. Default: what the model's card says.")]
    public int? MaxDetections { get; init; }

    /// <summary>Labels to keep; all when empty.</summary>
    [Description("Only objects with these labels are kept. Default: all labels of the model.")]
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The card's thresholds with these in place of them.</summary>
    public virtual Thresholds Over(Thresholds standard)
    {
        ArgumentNullException.ThrowIfNull(standard);
        return standard with
        {
            MinConfidence = MinConfidence ?? standard.MinConfidence,
            NmsThreshold = NmsThreshold ?? standard.NmsThreshold,
            MaxDetections = MaxDetections ?? standard.MaxDetections,
        };
    }
}
