namespace ImageAnalytics.Training.Augmentation;

/// <summary>What stands where a warped picture does not reach.</summary>
public enum AugmentationBorder
{
    /// <summary>One shade of grey. The right one for data with objects: nothing unlabelled appears.</summary>
    Constant,

    /// <summary>The picture's own edge pixels, drawn out.</summary>
    Replicate,

    /// <summary>The picture, mirrored at its edge.</summary>
    Reflect,
}
