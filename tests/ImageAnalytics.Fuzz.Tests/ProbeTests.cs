using ImageAnalytics.Fuzz.Running;

namespace ImageAnalytics.Fuzz.Tests;

/// <summary>What counts as a broken promise.</summary>
[Collection(Alone)]
public sealed class ProbeTests
{
    // The probe counts what the whole process asks for.
    internal const string Alone = "one at a time";

    [Fact]
    public void DocumentedException_IsNoFinding()
        => Assert.Null(Probe.Run(new FuzzTarget("t", _ => throw new FileNotFoundException()) { Allowed = [typeof(IOException)] }, []));

    [Fact]
    public void OtherException_IsAFindingWithItsPlace()
    {
        Finding? finding = Probe.Run(new FuzzTarget("t", Fail) { Allowed = [typeof(IOException)] }, [1]);
        Assert.Equal("IndexOutOfRangeException", finding?.Kind);
        Assert.Contains(nameof(Fail), finding!.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void MuchMemory_IsAFinding()
        => Assert.Equal("memory", Probe.Run(new FuzzTarget("t", _ => GC.KeepAlive(new byte[Probe.MostBytes + (1 << 20)])), [1])?.Kind);

    [Fact]
    public void Changes_AreTheSameForTheSameSeed()
    {
        byte[][] first = Changed(1), again = Changed(1), other = Changed(2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.All(first, i => Assert.InRange(i.Length, 0, 64));
    }

    private static byte[][] Changed(int seed)
    {
        Mutator mutator = new(seed, 64, [[1, 2, 3]]);
        return [.. Enumerable.Range(0, 500).Select(_ => mutator.Mutate("some text 123"u8, "other"u8))];
    }

    private static void Fail(byte[] input) => _ = input[input.Length];
}
