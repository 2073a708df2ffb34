namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>What is wrong with a part.</summary>
internal enum PartDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its form: a gap, missing teeth or balls, a bend, windings pulled apart.</summary>
    Form,

    /// <summary>A piece that broke out of its edge.</summary>
    Bite,

    /// <summary>A crack from its hole to its edge.</summary>
    Crack,

    /// <summary>A patch of rust.</summary>
    Rust,
}
