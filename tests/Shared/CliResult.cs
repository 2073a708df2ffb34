namespace ImageAnalytics.Testing;

/// <summary>How a call of the program ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number when it was killed.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard output, as scripts read it. Fails the test when the run did not finish.</summary>
    public RunLine Line
    {
        get
        {
            AssertExit(0);
            return RunLine.Parse(Output);
        }
    }

    /// <summary>The CSV files of the run. Fails the test when the run did not finish.</summary>
    public CsvFolder Csv => CsvFolder.Of(Line.Output);

    /// <summary>Fails the test, and shows what was printed, unless the exit code is as expected.</summary>
    public CliResult AssertExit(int expected)
    {
        Assert.True(expected == ExitCode, $"Expected exit code {expected}, found {ExitCode}.\nStandard output:\n{Output}\nStandard error:\n{Error}");
        return this;
    }

    /// <summary>Fails the test unless nothing was started: exit code 2, all of the texts on standard error, nothing on standard output.</summary>
    public void AssertRefused(params string[] messages)
    {
        AssertExit(2);
        Assert.Empty(Output);
        string[] missing = [.. messages.Where(m => !Error.Contains(m, StringComparison.Ordinal))];
        Assert.True(missing.Length == 0, $"Standard error lacks: {string.Join(" | ", missing)}\nIt says:\n{Error}");
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal); // A person gets sentences, not the stack of a fault.
    }
}
