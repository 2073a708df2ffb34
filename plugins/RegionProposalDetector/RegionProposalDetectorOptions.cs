using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Plugins.RegionProposalDetector;

/// <summary>Options of a step that detects in two stages.</summary>
public sealed record RegionProposalDetectorOptions
{
    /// <summary>Least confidence, 0 to 1; the model card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("Boxes below this confidence are left out. Default: what the model's card says.")]
    public double? MinConfidence { get; init; }

    /// <summary>Largest IoU, 0 to 1, of two boxes of one class; the model card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("Of two boxes of one class that overlap more than this (intersection over union), the less confident is left out. Default: what the model's card says.")]
    public double? NmsThreshold { get; init; }

    /// <summary>Most boxes for one region; the model card's number when absent.</summary>
    [Range(1, 10_000)]
    [Description("Most boxes for one picture or region. Default: what the model's card says.")]
    public int? MaxDetections { get; init; }

    /// <summary>Labels to keep; all when empty.</summary>
    [Description("Only boxes with these labels are kept. Default: all labels of the model.")]
    public IReadOnlyList<string> Labels { get; init; } = [];
}
