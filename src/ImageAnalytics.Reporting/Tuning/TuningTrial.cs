namespace ImageAnalytics.Reporting;

/// <summary>A trial as the page shows it.</summary>
/// <param name="Number">Its number; 0 is what is not changed.</param>
/// <param name="Epochs">Epochs that it trained; 0 where nothing trains.</param>
/// <param name="Score">The figure, 0 to 1; null where it failed.</param>
/// <param name="Problem">Why it failed.</param>
/// <param name="Values">The value of each parameter as text; null where it is not changed.</param>
public sealed record TuningTrial(int Number, int Epochs, double? Score, string? Problem, IReadOnlyList<string?> Values)
{
    /// <summary>The value of each parameter as a number; null where it is none.</summary>
    public IReadOnlyList<double?> Numbers { get; init; } = [];

    /// <summary>Seconds that it took.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether it reached the last round.</summary>
    public bool Last { get; init; } = true;
}
