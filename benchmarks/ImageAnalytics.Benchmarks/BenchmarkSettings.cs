namespace ImageAnalytics.Benchmarks;

/// <summary>What to measure.</summary>
internal sealed record BenchmarkSettings
{
    /// <summary>The clone whose program is measured.</summary>
    public required string Root { get; init; }

    /// <summary>The folder with <c>data</c> and <c>models</c>.</summary>
    public required string Shared { get; init; }

    /// <summary>Photographs in the input folder.</summary>
    public required int Images { get; init; }

    /// <summary>How often each thing is measured, in turn.</summary>
    public required int Repetitions { get; init; }

    /// <summary>Threads of the bare loop.</summary>
    public required int Threads { get; init; }

    /// <summary>What to measure.</summary>
    public required IReadOnlyList<Subject> Subjects { get; init; }
}
