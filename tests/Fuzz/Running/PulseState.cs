namespace ImageAnalytics.Fuzz.Running;

/// <summary>What a turn is at.</summary>
internal enum PulseState
{
    /// <summary>Between two inputs.</summary>
    Between,

    /// <summary>In an input.</summary>
    Running,

    /// <summary>In an input that does not end.</summary>
    Hanging,
}
