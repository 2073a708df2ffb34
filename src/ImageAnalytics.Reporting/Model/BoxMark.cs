namespace ImageAnalytics.Reporting;

/// <summary>How a box of one run stands to what another run found.</summary>
public enum BoxMark
{
    /// <summary>Nothing is compared: it is drawn as every box.</summary>
    None,

    /// <summary>The other run found the same: it is drawn faintly and not named.</summary>
    Same,

    /// <summary>Only the later run found it.</summary>
    Appeared,

    /// <summary>Only the earlier run found it.</summary>
    Gone,

    /// <summary>The other run calls it otherwise.</summary>
    Relabelled,

    /// <summary>The other run is more, or less, sure of it.</summary>
    Confidence,
}
