using OpenCvSharp;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Pictures that steps make are files by content: whole, once, the same whoever made them, and there when a row names them.</summary>
public sealed class MadePictureTests : IDisposable
{
    private const int Count = 24;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly string _pipeline;

    public MadePictureTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.Draw(_workspace["in"], Count);
        _pipeline = _workspace.Write("paintings.yaml", TestPipelines.Paintings);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_Pictures_AreFilesThatTheTableNames()
    {
        CliResult result = Scan("out");
        IReadOnlyList<CsvRow> rows = result.Csv.Rows("pictures.csv");
        Assert.Equal(Count, rows.Count(r => r["step"] == "whole"));
        Assert.All(rows, r => Assert.Equal("negative", r["style"]));
        MadeFiles.AssertNamed(_workspace["out"], result.Csv);
        foreach (CsvRow row in rows.Where(r => r["step"] == "whole" && r["path"].EndsWith(".png", StringComparison.Ordinal)))
        {
            using Mat original = Cv2.ImRead(_workspace[$"in/{row["path"]}"]), negative = Cv2.ImRead(_workspace[$"out/{row["file"]}"]), opposite = new();
            Cv2.BitwiseNot(original, opposite);
            Assert.Equal(0, Cv2.Norm(opposite, negative, NormTypes.INF));
        }

        Assert.All(
            result.Csv.Observations.Where(r => r["kind"] == "picture"),
            r => Assert.Matches(@"^\{""file"":""store/blobs/[0-9a-f]{2}/[0-9a-f]{64}\.png"",""width"":\d+,""height"":\d+\}$", r["detail"]));
    }

    [Fact]
    public void Run_AnyLanesChunkAndProcess_MakesTheSameFiles()
    {
        CsvFolder expected = Scan("out").Csv;
        SortedDictionary<string, byte[]> files = MadeFiles.Of(_workspace["out"]);
        foreach (string[] more in (string[][])[["--lanes", "1", "--chunk", "1"], ["--lanes", "2", "--chunk", "16"], ["--lanes", "2", "--chunk", "3", "--in-process"]])
        {
            string output = string.Concat(more);
            expected.AssertEquals(Scan(output, more).Csv, $"with {string.Join(' ', more)}");
            Assert.Equal(files, MadeFiles.Of(_workspace[output]));
        }
    }

    [Fact]
    public void Run_KilledAtRandomMoments_LosesAndDoublesNothing()
        => new KillSeries(_program, _workspace, _pipeline, "in", Count, withPictures: true).Run(runs: 1, seed: 5, "--lanes", "2", "--chunk", "2");

    [Fact]
    public void Run_Again_WritesNoPictureAgain()
    {
        Scan("out").AssertExit(0);
        DateTime before = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        string[] files = [.. MadeFiles.Of(_workspace["out"]).Keys.Select(f => _workspace[$"out/{f}"])];
        Array.ForEach(files, f => File.SetLastWriteTimeUtc(f, before));
        Assert.Equal(0, Scan("out").Line.New);
        // Another style is another result, but the same pictures.
        CliResult renamed = Scan("out", "--set", "whole.style=opposite");
        Assert.Equal(Count, renamed.Line.New);
        Assert.Contains(renamed.Csv.Rows("pictures.csv"), r => r["style"] == "opposite");
        Assert.All(files, f => Assert.Equal(before, File.GetLastWriteTimeUtc(f)));
        Assert.Equal(files.Length, MadeFiles.Of(_workspace["out"]).Count);
    }

    [Fact]
    public void Run_PictureIsGone_SaysSoAndMakesItAgain()
    {
        CliResult first = Scan("out");
        string gone = MadeFiles.Of(_workspace["out"]).Keys.First();
        File.Delete(_workspace[$"out/{gone}"]);
        CliResult second = Scan("out");
        Assert.Equal(1, second.Line.New);
        Assert.Contains(gone, second.Error, StringComparison.Ordinal);
        Assert.Contains("computed again", second.Error, StringComparison.Ordinal);
        first.Csv.AssertEquals(second.Csv);
        MadeFiles.AssertNamed(_workspace["out"], second.Csv);
    }

    [Fact]
    public void Doctor_MissingAndOrphanedPictures_AreNamed()
    {
        CliResult first = Scan("out");
        string gone = MadeFiles.Of(_workspace["out"]).Keys.First();
        File.Delete(_workspace[$"out/{gone}"]);
        _workspace.Write("out/store/blobs/e3/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.png", ""); // Of no bytes, so rightly named.
        CliResult found = _program.Run("doctor", "out").AssertExit(0);
        Assert.Contains($"1 pictures are missing; the next run computes their steps again:\n  {gone}\n", found.Output, StringComparison.Ordinal);
        Assert.Contains("1 pictures are named by no result; --remove-orphans removes them:\n  store/blobs/e3/e3b0c4", found.Output, StringComparison.Ordinal);
        CliResult removed = _program.Run("doctor", "out", "--remove-orphans").AssertExit(0);
        Assert.Contains("Removed 1 pictures that no result names:", removed.Output, StringComparison.Ordinal);
        first.Csv.AssertEquals(Scan("out").Csv);
        MadeFiles.AssertNamed(_workspace["out"], first.Csv);
    }

    [Fact]
    public void Run_PicturesCannotBeKept_EndsTheRunAndBlamesNoImage()
    {
        Scan("out", "--limit", "1").AssertExit(0);
        Directory.Delete(_workspace["out/store/blobs"], recursive: true);
        _workspace.Write("out/store/blobs", "A file where the folder should be.");
        foreach (string[] more in (string[][])[[], ["--in-process"]])
        {
            CliResult failed = Scan("out", more).AssertExit(1);
            Assert.Contains("Cannot write a picture that a step made to", failed.Error, StringComparison.Ordinal);
            Assert.Contains("run the same command again to go on", failed.Error, StringComparison.Ordinal);
        }

        File.Delete(_workspace["out/store/blobs"]);
        CliResult after = Scan("out"), undisturbed = Scan("fresh");
        Assert.Empty(after.Csv.Failures);
        undisturbed.Csv.AssertEquals(after.Csv);
        Assert.Equal(MadeFiles.Of(_workspace["fresh"]), MadeFiles.Of(_workspace["out"]));
    }

    private CliResult Scan(string output, params string[] more) => _program.Scan(_pipeline, "in", output, more);
}
