namespace ImageAnalytics.Training.Augmentation;

/// <summary>How a picture comes to the size that is asked for, before it is scaled by chance.</summary>
public enum AugmentationFit
{
    /// <summary>At its own scale; a part by chance where it is larger, in the middle where it is smaller.</summary>
    Crop,

    /// <summary>As large as it fits in whole.</summary>
    Contain,

    /// <summary>As small as it covers all; a part by chance of the side that is longer.</summary>
    Cover,

    /// <summary>Each side on its own; proportions are lost.</summary>
    Stretch,
}
