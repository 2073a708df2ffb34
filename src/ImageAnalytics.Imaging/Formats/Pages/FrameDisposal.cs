namespace ImageAnalytics.Imaging;

/// <summary>What becomes of an animation's frame before the next one is drawn.</summary>
internal enum FrameDisposal
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>Its place is cleared.</summary>
    Clear,

    /// <summary>Its place shows again what was there before it.</summary>
    Restore,
}
