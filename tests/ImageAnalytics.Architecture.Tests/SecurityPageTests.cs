using System.Text.RegularExpressions;

namespace ImageAnalytics.Architecture.Tests;

/// <summary>docs/security.md: each threat has a test that exists, or a stated reason.</summary>
public sealed partial class SecurityPageTests
{
    private const int Columns = 3;
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

    public static TheoryData<string> Named() => [.. TestName().Matches(s_page).Select(m => m.Groups[1].Value).Distinct()];

    [Fact]
    public void EveryThreat_NamesATestOrSaysWhyThereIsNone()
    {
        string[][] rows = [.. s_page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Trim('|').Split(" | ")).Where(c => c[0].Trim() is not ("threat" or "---"))];
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal(Columns, r.Length));
        Assert.All(rows, r => Assert.True(TestName().IsMatch(r[^1]) || r[^1].Trim().StartsWith("no test", StringComparison.Ordinal), r[0]));
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void NamedTest_Exists(string test)
    {
        string[] parts = test.Split('.');
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), $"{parts[0]}.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal))];
        Assert.Contains(files, f => File.ReadAllText(f).Contains($" {parts[1]}(", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`([A-Z]\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
