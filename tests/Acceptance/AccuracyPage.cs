using System.Globalization;
using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Acceptance;

/// <summary>The rows of figures on docs/accuracy.md, which are what the tests expect: so that the page stays true.</summary>
internal static class AccuracyPage
{
    /// <summary>How far a figure may lie from the page's, in points of a hundred; the page says the same.</summary>
    public const double Margin = 0.5;

    private const string Heading = "| model | compared |";

    /// <summary>A row as the page has it: AP, AP50, AP75, and AP of small, medium and large objects, in points of a hundred.</summary>
    public static string Row(string model, OverlapKind kind, CocoAccuracy found)
        => $"| {model} | {Word(kind)} | " + string.Join(" | ", Figures(found).Select(f => f.ToString("0.0", CultureInfo.InvariantCulture))) + " |";

    /// <summary>Fails the test, and shows the row that would be right, unless every figure is within the margin of the page's.</summary>
    public static void AssertStates(string model, OverlapKind kind, CocoAccuracy found)
    {
        string page = Path.Combine(Repository.Root, "docs", "accuracy.md"), row = Row(model, kind, found);
        string[] lines = File.ReadAllLines(page);
        Assert.Contains(lines, l => l.StartsWith(Heading, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains(string.Create(CultureInfo.InvariantCulture, $"within {Margin} points"), StringComparison.Ordinal));
        string? stated = lines.FirstOrDefault(l => l.StartsWith($"| {model} | {Word(kind)} |", StringComparison.Ordinal));
        Assert.True(stated is not null, $"docs/accuracy.md has no figures for {model}, {Word(kind)}. Seen:\n{row}");
        double[] expected = [.. stated.Split('|')[3..9].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        Assert.True(
            Figures(found).Zip(expected).All(p => Math.Abs(p.First - p.Second) <= Margin),
            $"docs/accuracy.md is no longer true within {Margin} points. Stated, then seen:\n{stated}\n{row}");
    }

    private static double[] Figures(CocoAccuracy found)
        => [.. ((double?[])[found.AveragePrecision, found.AtIoU50, found.AtIoU75, found.Small, found.Medium, found.Large]).Select(f => 100 * f!.Value)];

    private static string Word(OverlapKind kind) => kind == OverlapKind.Masks ? "masks" : "boxes";
}
