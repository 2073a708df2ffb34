using ImageAnalytics.Torture.Watching;

namespace ImageAnalytics.Torture.Tests;

/// <summary>Small drawn pictures, and what the pipeline of faults says of them when nothing is wrong. Shared by the tests of a class.</summary>
public sealed class FaultRuns : IDisposable
{
    private const int Count = 30;

    public FaultRuns()
    {
        Program = new CliProgram(Workspace);
        DrawnPictures.Draw(Workspace["in"], Count, side: 120);
        Undisturbed = Scan("rubbish: []", "well").Csv;
    }

    internal Workspace Workspace { get; } = new();

    internal CliProgram Program { get; init; }

    internal CsvFolder Undisturbed { get; }

    public void Dispose() => Workspace.Dispose();

    internal CliResult Scan(string faults, string output, params string[] more) => Scan(Program, faults, output, more);

    internal CliResult Scan(CliProgram program, string faults, string output, params string[] more)
        => program.Scan(Workspace.Write($"{output}.yaml", TestPipelines.Fault(faults)), "in", output, more);

    internal CliResult ScanIn(string input, string output, params string[] more)
        => Program.Scan(Workspace.Write("faults.yaml", TestPipelines.Fault("rubbish: []")), input, output, more);

    /// <summary>Pictures whose faults end or hold the process are given up, and no others.</summary>
    internal void AssertGivenUp(string failure, string[] more, params (string Fault, string Words)[] faults)
    {
        CsvFolder found = Scan($"do: [{Listed(faults, 3)}]", failure, more).Csv;
        AssertFailures(found, failure, "Step 'fault': It was given up after two tries", 3, faults);
        Leftovers.AssertNone(Workspace);
    }

    /// <summary>Faults of one picture after the other, as the plugin's option.</summary>
    internal static string Listed((string Fault, string Words)[] faults, int first)
        => string.Join(", ", faults.Select((f, i) => FormattableString.Invariant($"p{i + first:000}={f.Fault}")));

    /// <summary>The failures are those of the faults, and all else is as undisturbed.</summary>
    internal void AssertFailures(CsvFolder found, string failure, string start, int first, (string Fault, string Words)[] faults)
    {
        Assert.Equal(
            faults.Select((f, i) => FormattableString.Invariant($"p{i + first:000} {failure}")),
            found.Failures.Select(r => $"{r["path"].Split('.')[0]} {r["failure"]}"));
        Assert.All(faults.Zip(found.Failures), pair =>
        {
            Assert.Contains(start, pair.Second["message"], StringComparison.Ordinal);
            Assert.Contains(pair.First.Words, pair.Second["message"], StringComparison.Ordinal);
            Assert.True(pair.Second["message"].Length < 1000, pair.First.Fault);
        });
        HashSet<string> guilty = [.. found.Failures.Select(r => r["path"])];
        Assert.Equal(Undisturbed.Images.Where(r => !guilty.Contains(r["path"])), found.Images.Where(r => !guilty.Contains(r["path"])));
        Assert.Equal(Undisturbed.Observations.Where(r => r["step"] != "fault" || !guilty.Contains(r["path"])), found.Observations);
    }
}
