using OpenCvSharp;

namespace ImageAnalytics.Benchmarks.Photos;

/// <summary>What there is to do with one photograph besides its first networks, learnt from the engine's own results.</summary>
/// <param name="Crops">Boxes that are cut out and classified, in pixels of the photograph.</param>
/// <param name="Instances">Boxes that get a mask.</param>
/// <param name="Faces">For each face the eyes and the middle of the mouth: what its alignment is made from.</param>
internal sealed record PhotoWork(IReadOnlyList<Rect> Crops, IReadOnlyList<Rect2f> Instances, IReadOnlyList<Point2f[]> Faces)
{
    /// <summary>Boxes for the box head, in pixels of the region network's input: x1, y1, x2, y2 each.</summary>
    public float[] Proposals { get; init; } = [];
}
