namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>The glasses that somebody always wears.</summary>
internal enum GlassesStyle
{
    /// <summary>None.</summary>
    None,

    /// <summary>Round.</summary>
    Round,

    /// <summary>Rectangular with round corners.</summary>
    Square,

    /// <summary>Drop-shaped.</summary>
    Aviator,
}
