using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Targets;

namespace ImageAnalytics.Fuzz.Tests;

/// <summary>The short form of fuzzing: what is kept, and changes of it that are the same each time.</summary>
[Collection(ProbeTests.Alone)]
public sealed class ReplayTests
{
    private const int Changes = 2000, FewestChanges = 20, MostCorpusBytes = 2 << 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(150);
    private static readonly string s_fuzz = Path.Combine(Repository.Root, "tests", "Fuzz");

    public static TheoryData<string> Targets() => [.. AllTargets.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void KeptInputs_BreakNoPromise(string name)
    {
        FuzzTarget target = AllTargets.Find(name)!;
        IReadOnlyList<byte[]> inputs = Corpus.Read(KeptFolders.Corpus(s_fuzz, name), KeptFolders.Findings(s_fuzz, name));
        Assert.NotEmpty(inputs);
        Assert.All(inputs, input => AssertGood(target, input));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void ChangedInputs_BreakNoPromise(string name)
    {
        FuzzTarget target = AllTargets.Find(name)!;
        IReadOnlyList<byte[]> inputs = Corpus.Read(KeptFolders.Corpus(s_fuzz, name));
        Mutator mutator = new(1, target.MaxBytes, target.Tokens);
        long start = TimeProvider.System.GetTimestamp();

        // A slow machine does less, so that it takes no longer.
        for (int i = 0; i < Changes && (i < FewestChanges || TimeProvider.System.GetElapsedTime(start) < s_longest); i++)
        {
            AssertGood(target, mutator.Mutate(inputs[i % inputs.Count], inputs[i * 7 % inputs.Count]));
        }
    }

    [Fact]
    public void EveryKeptFolder_HasATarget()
        => Assert.DoesNotContain(
            Directory.EnumerateDirectories(Path.Combine(s_fuzz, "corpus")).Concat(Directory.EnumerateDirectories(Path.Combine(s_fuzz, "findings"))).Select(f => Path.GetFileName(f)),
            name => AllTargets.Find(name) is null);

    [Fact]
    public void Corpus_StaysSmall()
        => Assert.InRange(Directory.EnumerateFiles(Path.Combine(s_fuzz, "corpus"), "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), 1, MostCorpusBytes);

    private static void AssertGood(FuzzTarget target, byte[] input)
    {
        Finding? finding = Probe.Run(target, input);
        Assert.True(finding is null, $"{target.Name}: {finding?.Kind} at {finding?.Place} with the input {Convert.ToBase64String(input)}\n{finding?.Text}");
    }
}
