using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Plugins.Face;

/// <summary>Options of a step that finds faces.</summary>
public sealed record FaceOptions
{
    /// <summary>The known people; none when absent.</summary>
    [Description("The known people: a gallery that 'faces enroll' made, by name, or a folder with a sub-folder of photos for each person. Relative paths start from the pipeline file's folder.")]
    public string? Gallery { get; init; }

    /// <summary>Largest distance at which a face belongs to a known person; the embedding model card's when absent.</summary>
    [Range(0.0, 1e6)]
    [Description("Largest distance at which a face belongs to a known person. Default: what the embedding model's card says.")]
    public double? Tolerance { get; init; }

    /// <summary>Least confidence, 0 to 1; the detector card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("Faces below this confidence are left out. Default: what the detector's card says.")]
    public double? MinConfidence { get; init; }

    /// <summary>Largest IoU, 0 to 1, of two faces; the detector card's when absent.</summary>
    [Range(0.0, 1.0)]
    [Description("Of two faces that overlap more than this (intersection over union), the less confident is left out. Default: what the detector's card says.")]
    public double? NmsThreshold { get; init; }

    /// <summary>Most faces for one region; the detector card's number when absent.</summary>
    [Range(1, 10_000)]
    [Description("Most faces for one picture or region. Default: what the detector's card says.")]
    public int? MaxDetections { get; init; }

    /// <summary>Least width and height of a face in pixels of the picture.</summary>
    [Range(0.0, 100_000.0)]
    [Description("Faces with a side of fewer pixels, in the picture at full scale, are left out.")]
    public double MinFaceSize { get; init; }
}
