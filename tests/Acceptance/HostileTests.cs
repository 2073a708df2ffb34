using System.Text.RegularExpressions;

namespace ImageAnalytics.Acceptance;

/// <summary>Corrupt, odd, huge and turned pictures in one run: each is what its index says, and none disturbs another.</summary>
public sealed partial class HostileTests : IDisposable
{
    private const string Pipeline = """
        name: hostile
        images: { include: ["**/*"], exclude: ["index.csv"] }
        steps:
          - { id: scene, plugin: classifier, model: squeezenet, options: { top: 1 } }
        """;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_HostileFolder_MeetsEveryExpectation()
    {
        CliProgram program = new(_workspace);
        string folder = Repository.Shared("data", "hostile");
        SharedFiles.InstallModels(program);
        CliResult result = program.Run("run", _workspace.Write("hostile.yaml", Pipeline), "--input", folder, "--output", "out");
        Dictionary<string, CsvRow> images = result.Csv.Images.ToDictionary(r => r["path"]);
        List<string> wrong = [];
        int files = 0;
        foreach (Match line in File.ReadLines(Path.Combine(folder, "index.csv")).Skip(1).Select(l => IndexLine().Match(l)))
        {
            files++;
            (string name, string expected, string[] failures) = (line.Groups[1].Value, line.Groups[3].Value, line.Groups[4].Value.Split('|'));
            if (!images.TryGetValue(name, out CsvRow? row))
            {
                wrong.Add($"{name}: not in images.csv");
            }
            else if (!Meets(expected, failures, row))
            {
                wrong.Add($"{name} ({expected} {string.Join('|', failures)}): {row["status"]} {row["failure"]} {row["message"]}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(files, result.Line.Images);
        Assert.Equal(result.Csv.Images.Where(r => r["status"] != "ok").Select(r => r["path"]), result.Csv.Failures.Select(r => r["path"]).Distinct());
        Assert.All(result.Csv.Images.Where(r => r["path"].StartsWith("sharp-Landscape_", StringComparison.Ordinal)), r => Assert.Equal(("600", "450"), (r["width"], r["height"])));
        Assert.Equal(result.Csv.Images.Count(r => r["status"] != "failed"), result.Csv.Rows("classifications.csv").Count);
    }

    private static bool Meets(string expected, string[] failures, CsvRow row) => expected switch
    {
        "decode" or "multi" => row["status"] == "ok",
        "fail" or "limit" => row["status"] == "failed" && failures.Contains(row["failure"]),
        _ => row["status"] is "partial" or "failed",
    };

    [GeneratedRegex("^([^,]*),(\"[^\"]*\"|[^,]*),([^,]*),([^,]*),")]
    private static partial Regex IndexLine();
}
