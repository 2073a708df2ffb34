using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Testing;

/// <summary>The last line that a run prints.</summary>
internal sealed partial record RunLine(long Images, long New, long Reused, long Failed, long Observations, double Seconds, string Output)
{
    /// <summary>Reads the last line of what was printed, and checks that it adds up.</summary>
    public static RunLine Parse(string standardOutput)
    {
        string line = standardOutput.TrimEnd('\n').Split('\n')[^1];
        Match match = Shape().Match(line);
        Assert.True(match.Success, $"The last line of standard output is not what scripts rely on: '{line}'");
        RunLine read = new(Number(1), Number(2), Number(3), Number(4), Number(5), double.Parse(match.Groups[6].Value, CultureInfo.InvariantCulture), match.Groups[7].Value);
        Assert.Equal(read.Images, read.New + read.Reused);
        Assert.InRange(read.Failed, 0, read.Images);
        return read;

        long Number(int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^images=(\d+) new=(\d+) reused=(\d+) failed=(\d+) observations=(\d+) seconds=(\d+\.\d+) output=(.+)$")]
    private static partial Regex Shape();
}
