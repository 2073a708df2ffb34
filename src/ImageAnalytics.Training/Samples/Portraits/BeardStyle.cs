namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>How somebody wears their beard.</summary>
internal enum BeardStyle
{
    /// <summary>None.</summary>
    None,

    /// <summary>A few days old.</summary>
    Stubble,

    /// <summary>On the upper lip alone.</summary>
    Moustache,

    /// <summary>Around the mouth.</summary>
    Goatee,

    /// <summary>All over cheeks and chin.</summary>
    Full,
}
