using System.IO.Compression;
using System.Text.Json;

namespace ImageAnalytics.Acceptance;

/// <summary>Faces of real photographs are found, named by a gallery and by nobody's luck, and computed again when the gallery changes.</summary>
public sealed class FaceTests : IDisposable
{
    private const string People = """
        name: people
        steps:
          - { id: people, plugin: face, models: { detector: yunet-n, embedding: mobileface-v2 }, options: { gallery: ./known } }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public FaceTests()
    {
        _program = new CliProgram(_workspace);
        SharedFiles.InstallModels(_program);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Detectors_GroupOf26_FindTheFacesAndSayWhoGivesNoPoints()
    {
        SharedFiles.Samples(_workspace["in"], "faces-group-11.jpg");
        string[] detectors = ["ultraface-320", "ultraface-640", "yunet", "yunet-n"];
        string pipeline = _workspace.Write("four.yaml", "name: four\nsteps:\n" + string.Concat(detectors.Select(d => $"  - {{ id: {d}, plugin: face, models: {{ detector: {d} }} }}\n")));

        CliResult result = _program.Run("run", pipeline, "--input", "in", "--output", "out", "--lanes", "2");

        ILookup<string, CsvRow> faces = result.Csv.Rows("faces.csv").ToLookup(r => r["step"]);
        Assert.InRange(faces["ultraface-320"].Count(), 25, 26);
        Assert.All(detectors.Skip(1), d => Assert.Equal(26, faces[d].Count()));
        Assert.All(result.Csv.Rows("faces.csv"), r => Assert.Equal(("", ""), (r["identity"], r["distance"])));
        Assert.All(result.Csv.Observations, r => Assert.Equal(r["step"].StartsWith("yunet", StringComparison.Ordinal), r["detail"].Contains("\"points\":[[", StringComparison.Ordinal)));
        Assert.Equal(2, result.Error.Split("gives no points").Length - 1);
    }

    [Theory]
    [InlineData("yunet")]
    [InlineData("yunet-n")]
    public void Gallery_ExamplePictures_GetExactlyTheirPeople(string detector)
    {
        Examples();
        string pipeline = _workspace.Write("people.yaml", People.Replace("yunet-n", detector, StringComparison.Ordinal));

        CliResult result = _program.Run("run", pipeline, "--input", "examples/query", "--output", "out");

        ILookup<string, string> found = result.Csv.Rows("faces.csv").Where(r => r["identity"].Length > 0).ToLookup(r => r["path"], r => r["identity"]);
        foreach (string[] truth in File.ReadLines(_workspace["examples/truth.csv"]).Skip(1).Select(l => l.Split(',')))
        {
            string picture = Path.GetFileName(truth[0]);
            Assert.Equal(truth[1].Split(';', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), found[picture].Order(StringComparer.Ordinal));
        }

        // Whoever is unknown has a distance too.
        Assert.All(result.Csv.Rows("faces.csv"), r => Assert.InRange(double.Parse(r["distance"], null), 0, 2));
    }

    [Fact]
    public void Gallery_Changes_ComputeTheStepAgainAndNothingElseDoes()
    {
        Examples();
        string pipeline = _workspace.Write("people.yaml", People);
        CliResult first = Scan(pipeline, "out"), again = Scan(pipeline, "out"), oneLane = Scan(pipeline, "other", "--lanes", "1", "--chunk", "1");
        Assert.Equal((9, 0), (first.Line.New, again.Line.New));
        first.Csv.AssertEquals(again.Csv);
        first.Csv.AssertEquals(oneLane.Csv, "with one lane");

        Directory.Delete(_workspace["known/obama"], recursive: true);
        CliResult without = Scan(pipeline, "out");

        Assert.Equal(9, without.Line.New);
        Assert.DoesNotContain(without.Csv.Rows("faces.csv"), r => r["identity"] == "obama");
        Assert.Contains(without.Csv.Rows("faces.csv"), r => r["identity"] == "biden");
    }

    [Fact]
    public void Gallery_NotThere_SaysWhatToDoBeforeAnythingIsStarted()
    {
        Examples();
        Directory.Delete(_workspace["known"], recursive: true);
        _program.Run("run", _workspace.Write("people.yaml", People), "--input", "examples/query", "--output", "out").AssertRefused(
            $"there is no folder '{_workspace["known"]}'. Make it, and put a sub-folder with photos into it for each person", "--set people.gallery=");
        string ready = Path.Combine(Repository.Root, "pipelines", "people.yaml");
        _program.Run("pipelines", "validate", ready).AssertExit(0);
        _program.Run("run", ready, "--input", "examples/query", "--output", "out").AssertRefused("Make it, and put a sub-folder with photos into it for each person");
    }

    [Fact]
    public void Commands_EnrollIdentifyRemove_WorkWithWhatAPipelineNames()
    {
        Examples();
        _program.Run("faces", "enroll", "staff", "--from", "known").AssertRefused("Add --detector MODEL, with the task face-detection", "Add --embedding MODEL, with the task face-embedding");
        CliResult enrolled = _program.Run("faces", "enroll", "staff", "--from", "known", "--detector", "yunet-n", "--embedding", "mobileface-v2").AssertExit(0);
        Assert.Contains("The photo 'obama/obama.jpg' was enrolled for 'obama'.", enrolled.Output, StringComparison.Ordinal);
        Assert.Contains("Gallery 'staff': 9 of 9 photos enrolled; it knows 5 people by 9 photos.", enrolled.Output, StringComparison.Ordinal);
        Assert.Contains("staff    5       9       yunet-n   mobileface-v2", _program.Run("faces", "list").AssertExit(0).Output, StringComparison.Ordinal);

        using JsonDocument identified = JsonDocument.Parse(_program.Run("faces", "identify", "--gallery", "staff", "--json", "examples/query/two_people.jpg").AssertExit(0).Output);
        Assert.Equal(["biden", "obama"], identified.RootElement[0].GetProperty("faces").EnumerateArray().Select(f => f.GetProperty("person").GetString()!).Order(StringComparer.Ordinal));

        string named = _workspace.Write("named.yaml", People.Replace("./known", "staff", StringComparison.Ordinal));
        IReadOnlyList<CsvRow> byFolder = Scan(_workspace.Write("people.yaml", People), "out").Csv.Rows("faces.csv");
        Assert.Equal(byFolder, Scan(named, "out2").Csv.Rows("faces.csv"));
        _program.Run("run", _workspace.Write("typo.yaml", People.Replace("./known", "staf", StringComparison.Ordinal)), "--input", "examples/query", "--output", "out").AssertRefused("Did you mean 'staff'?");

        Assert.Contains("4 people are left", _program.Run("faces", "remove", "staff", "obama").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Scan(named, "out2").Csv.Rows("faces.csv"), r => r["identity"] == "obama");
        _program.Run("faces", "remove", "staff").AssertExit(0);
        _program.Run("faces", "identify", "--gallery", "staff", "examples/query/two_people.jpg").AssertRefused("There is no gallery 'staff'");
    }

    private CliResult Scan(string pipeline, string output, params string[] more) => _program.Run(["run", pipeline, "--input", "examples/query", "--output", output, .. more]);

    // known/ beside the pipelines, query/ and truth.csv in examples/.
    private void Examples()
    {
        ZipFile.ExtractToDirectory(Repository.Shared("data", "faces-examples", "faces-examples.zip"), _workspace.Folder);
        Directory.Move(_workspace["faces-examples"], _workspace["examples"]);
        Directory.Move(_workspace["examples/known"], _workspace["known"]);
    }
}
