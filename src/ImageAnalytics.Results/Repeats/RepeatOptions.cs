using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Results.Repeats;

/// <summary>What counts as the same finding again and again in one folder, and what becomes of it.</summary>
/// <remarks>
/// A fixed camera sees the same stone, the same sign and the same parked car in every picture; what a model takes for something there, it takes
/// for it again and again. The idea is that of the repeat detection elimination of MegaDetector (Beery, Morris and Yang, "Efficient Pipeline for
/// Camera Trap Image Review", arXiv:1907.06772, 2019, and the program's documentation).
/// </remarks>
public sealed record RepeatOptions
{
    /// <summary>The ids of the steps whose boxes are looked at; null for all.</summary>
    [Description("The steps whose boxes are looked at; all when left out.")]
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>Least IoU with the first box of a place for a box to be the same.</summary>
    [Range(0.5, 0.99), Description("The IoU from which a box is the same as the first one of a place.")]
    public double Overlap { get; init; } = 0.9;

    /// <summary>Least number of different pictures of a folder that have the box.</summary>
    [Range(2, 1_000_000), Description("Different pictures of a folder that must have the box.")]
    public int MinImages { get; init; } = 12;

    /// <summary>Whether such findings are left out of the results.</summary>
    [Description("Leave such findings, and what was found on them, out of every file, count and report of the run.")]
    public bool Suppress { get; init; }
}
