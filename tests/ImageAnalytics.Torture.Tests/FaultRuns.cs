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
}
