using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Plugins.Classifier;

/// <summary>Options of a step that classifies.</summary>
public sealed record ClassifierOptions
{
    /// <summary>Most classes for one region; the model card's number when absent.</summary>
    [Range(1, 100)]
    [Description("Most classes for one picture or region. Default: what the model's card says, usually 5.")]
    public int? Top { get; init; }

    /// <summary>Least confidence, 0 to 1; the model card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("Classes below this confidence are left out. Default: what the model's card says, usually 0.")]
    public double? MinConfidence { get; init; }
}
