namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>How somebody wears their hair.</summary>
internal enum HairStyle
{
    /// <summary>None.</summary>
    Bald,

    /// <summary>Cut to a few millimetres.</summary>
    Buzz,

    /// <summary>Short with a parting.</summary>
    Parted,

    /// <summary>Short and brushed up.</summary>
    Quiff,

    /// <summary>Round and curly.</summary>
    Curly,

    /// <summary>To the chin.</summary>
    Bob,

    /// <summary>Long and straight.</summary>
    Long,

    /// <summary>Long and wavy.</summary>
    Wavy,

    /// <summary>Tied into a knot on top.</summary>
    Bun,

    /// <summary>A straight fringe, chin-long sides.</summary>
    Fringe,
}
