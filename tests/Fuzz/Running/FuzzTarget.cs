namespace ImageAnalytics.Fuzz.Running;

/// <summary>A reader that is fuzzed: what it is given, and what it may throw.</summary>
/// <param name="Name">Also the name of its folder of inputs.</param>
/// <param name="Read">Reads one input to the end. Runs on one thread at a time.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Read)
{
    /// <summary>The exceptions that the reader documents; every other one is a finding.</summary>
    public IReadOnlyList<Type> Allowed { get; init; } = [];

    /// <summary>Words and numbers of the format, which changing bytes by chance would hardly hit upon.</summary>
    public IReadOnlyList<byte[]> Tokens { get; init; } = [];

    /// <summary>Draws good inputs to begin with.</summary>
    public Func<IEnumerable<byte[]>> Seeds { get; init; } = () => [];

    /// <summary>The longest input.</summary>
    public int MaxBytes { get; init; } = 4096;

    /// <summary>Its part of the time, 1 as usual; less where most of the work is native code of others.</summary>
    public double Share { get; init; } = 1;
}
