namespace ImageAnalytics.Engine.Alerts;

/// <summary>What came of a rule at the end of a run.</summary>
public sealed record AlertOutcome
{
    /// <summary>At most so many images are named.</summary>
    public const int MostImages = 12;

    /// <summary>The rule's id.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it fires.</summary>
    public required bool Fired { get; init; }

    /// <summary>The step whose findings were counted; null for a rule about images alone.</summary>
    public string? On { get; init; }

    /// <summary>What was counted, in words.</summary>
    public required string Counted { get; init; }

    /// <summary>How many there are in this run.</summary>
    public required long Count { get; init; }

    /// <summary>How many there were in the last run; null when there is none, or it cannot be read.</summary>
    public long? Last { get; init; }

    /// <summary>It fires above this.</summary>
    public double? Above { get; init; }

    /// <summary>It fires below this.</summary>
    public double? Below { get; init; }

    /// <summary>It fires when the count differs from the last by more than this share of that.</summary>
    public double? Change { get; init; }

    /// <summary>Paths of the first images that were counted; null for a rule that holds, and for one about all images.</summary>
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>The whole of it in one sentence.</summary>
    public required string Message { get; init; }
}
