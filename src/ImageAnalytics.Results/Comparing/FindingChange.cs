namespace ImageAnalytics.Results.Comparing;

/// <summary>What differs between two runs about one thing in an image.</summary>
public enum FindingChange
{
    /// <summary>Only the later run found it.</summary>
    Appeared,

    /// <summary>Only the earlier run found it.</summary>
    Gone,

    /// <summary>Both found it and call it otherwise.</summary>
    Relabelled,

    /// <summary>Both found it under one label, with a confidence that differs.</summary>
    Confidence,
}
