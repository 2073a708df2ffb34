namespace ImageAnalytics.Engine.Fingerprints;

/// <summary>The revision of what the engine itself does to rows: cropping, mapping, rounding, the decode scale rule.</summary>
/// <remarks>Raise it with every change that can change a row; stored results are then computed anew.</remarks>
public static class EngineRevision
{
    /// <summary>The revision of this build.</summary>
    public const int Current = 1;
}
