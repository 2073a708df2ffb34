namespace ImageAnalytics.Training.Tuning;

/// <summary>What came of a trial in a round.</summary>
public sealed record TrialRecord
{
    /// <summary>The trial.</summary>
    public int Number { get; init; }

    /// <summary>The round, from 0.</summary>
    public int Round { get; init; }

    /// <summary>Epochs that it had trained by then; 0 where nothing trains.</summary>
    public int Epochs { get; init; }

    /// <summary>Its values.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>The figure on the pictures that trials are compared with, larger is better; null where it failed.</summary>
    public double? Score { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>Seconds that it took in this round, in the sitting that ended it.</summary>
    public double Seconds { get; init; }
}
