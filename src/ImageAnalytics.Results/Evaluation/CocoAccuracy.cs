namespace ImageAnalytics.Results.Evaluation;

/// <summary>
/// COCO's figures for a detector: means of the average precision over classes, 0 to 1. A figure is null where no true object counts for it.
/// </summary>
public sealed record CocoAccuracy
{
    /// <summary>Mean over the IoU thresholds 0.50, 0.55 … 0.95: COCO's first figure.</summary>
    public required double? AveragePrecision { get; init; }

    /// <summary>At IoU 0.50 alone, the figure of PASCAL VOC.</summary>
    public required double? AtIoU50 { get; init; }

    /// <summary>At IoU 0.75 alone.</summary>
    public required double? AtIoU75 { get; init; }

    /// <summary>As <see cref="AveragePrecision"/>, of objects up to 32² square pixels.</summary>
    public required double? Small { get; init; }

    /// <summary>As <see cref="AveragePrecision"/>, of objects from 32² to 96² square pixels.</summary>
    public required double? Medium { get; init; }

    /// <summary>As <see cref="AveragePrecision"/>, of objects from 96² square pixels on.</summary>
    public required double? Large { get; init; }

    /// <summary>Every class that has a true object other than a crowd, by number.</summary>
    public required IReadOnlyList<ClassAccuracy> Classes { get; init; }
}
