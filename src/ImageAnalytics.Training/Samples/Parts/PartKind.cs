namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>The kinds of parts that are drawn.</summary>
public enum PartKind
{
    /// <summary>A flat ring.</summary>
    Washer,

    /// <summary>A hexagon nut from above.</summary>
    Nut,

    /// <summary>A toothed wheel from above.</summary>
    Gear,

    /// <summary>A hexagon bolt that lies on its side.</summary>
    Bolt,

    /// <summary>A ball bearing from above.</summary>
    Bearing,

    /// <summary>An extension spring with a hook at both ends.</summary>
    Spring,
}
