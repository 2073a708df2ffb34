namespace ImageAnalytics.Reporting;

/// <summary>What came of a rule of the pipeline at the end of the run.</summary>
/// <param name="Id">The rule's name.</param>
/// <param name="Fired">Whether it calls for help.</param>
/// <param name="Counted">What was counted, in words.</param>
/// <param name="Count">How many there are.</param>
public sealed record ReportAlert(string Id, bool Fired, string Counted, long Count)
{
    /// <summary>How many there were in the last run; null when that is not known.</summary>
    public long? Last { get; init; }

    /// <summary>It fires above this.</summary>
    public double? Above { get; init; }

    /// <summary>It fires below this.</summary>
    public double? Below { get; init; }

    /// <summary>It fires when the count differs from the last by more than this share of that.</summary>
    public double? Change { get; init; }

    /// <summary>The step whose findings were counted; null for images alone.</summary>
    public string? Step { get; init; }

    /// <summary>Paths of some images that were counted.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>When it fires, in words; what applies to the count of this run is marked.</summary>
    internal IEnumerable<(string Text, bool Applies)> Limits()
    {
        if (Above is { } above)
        {
            yield return ($"more than {Format.Limit(above)}", Count > above);
        }

        if (Below is { } below)
        {
            yield return ($"fewer than {Format.Limit(below)}", Count < below);
        }

        if (Change is { } share)
        {
            yield return ($"a change of more than {Format.Limit(share * 100)} %", Last is { } last && Math.Abs(Count - last) > share * last);
        }
    }
}
