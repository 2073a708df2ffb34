namespace ImageAnalytics.Results.Combining;

/// <summary>One finding that is combined with others.</summary>
/// <param name="Step">The id of the step that found it.</param>
/// <param name="Stored">What it found.</param>
/// <param name="Label">Its label, called as in the result.</param>
internal sealed record Finding(string Step, StoredObservation Stored, string Label)
{
    public double Confidence => Stored.Value.Confidence;

    /// <summary>Its box; only findings with one are compared by place.</summary>
    public BoundingBox Box => Stored.Value.Box!.Value;

    /// <summary>The best first: by confidence, then step, then number. No two findings of an image are equal in it, whatever their order was.</summary>
    public static int Compare(Finding a, Finding b)
    {
        int byConfidence = b.Confidence.CompareTo(a.Confidence);
        int byStep = byConfidence != 0 ? byConfidence : string.CompareOrdinal(a.Step, b.Step);
        return byStep != 0 ? byStep : a.Stored.Number.CompareTo(b.Stored.Number);
    }
}
