namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>Factors by which deltas are brought to about the size 1, so that a loss sees them.</summary>
/// <param name="Shift">Of the centre's shift.</param>
/// <param name="Growth">Of the logarithm of the growth.</param>
internal readonly record struct DeltaWeights(float Shift, float Growth)
{
    /// <summary>For anchors, which are far from objects.</summary>
    public static readonly DeltaWeights Anchors = new(1, 1);

    /// <summary>For proposals, which are near objects: as in Fast R-CNN (Girshick 2015).</summary>
    public static readonly DeltaWeights Proposals = new(10, 5);
}
