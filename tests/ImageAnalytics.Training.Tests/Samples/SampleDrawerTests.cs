using System.Security.Cryptography;
using System.Text.Json;
using ImageAnalytics.Training.Samples;
using ImageAnalytics.Training.Samples.Line;
using ImageAnalytics.Training.Samples.Parts;

namespace ImageAnalytics.Training.Tests.Samples;

public sealed class SampleDrawerTests : IDisposable
{
    private static readonly SampleOptions s_small = new() { Count = 13, People = 3, Portraits = 2, Width = 200, Height = 160 };
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Draw_SameOptions_WritesTheSameBytes()
    {
        SampleDrawer.Draw(_workspace["a"], s_small);
        SampleDrawer.Draw(_workspace["b"], s_small);

        Assert.Equal(HashesOf("a"), HashesOf("b"));
    }

    [Fact]
    public void Draw_MorePictures_LeavesTheFirstOnesAsTheyAre()
    {
        SampleDrawer.Draw(_workspace["few"], s_small with { Sets = SampleSets.Line | SampleSets.Parts });
        SampleDrawer.Draw(_workspace["many"], s_small with { Count = 40, Sets = SampleSets.Line | SampleSets.Parts });
        Dictionary<string, string> few = HashesOf("few"), many = HashesOf("many");

        Assert.All(few.Where(f => f.Key.EndsWith('g')), f => Assert.Equal(f.Value, many[f.Key]));
    }

    [Fact]
    public void Draw_Line_WritesCocoWhoseMasksHaveTheirAreaAndBox()
    {
        SampleSummary summary = SampleDrawer.Draw(_workspace["a"], s_small with { Sets = SampleSets.Line });
        using JsonDocument coco = JsonDocument.Parse(File.ReadAllBytes(_workspace["a/line/coco.json"]));
        List<JsonElement> annotations = [.. coco.RootElement.GetProperty("annotations").EnumerateArray()];

        Assert.Equal(13, coco.RootElement.GetProperty("images").GetArrayLength());
        Assert.All(coco.RootElement.GetProperty("images").EnumerateArray(), i => Assert.True(File.Exists(_workspace["a/line/" + i.GetProperty("file_name").GetString()])));
        Assert.Equal(PartLabels.Kinds, coco.RootElement.GetProperty("categories").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Equal(summary.LineParts, annotations.Count);
        Assert.Equal(Enumerable.Range(1, annotations.Count), annotations.Select(a => a.GetProperty("id").GetInt32()));
        Assert.Equal(Enumerable.Range(1, 13), annotations.Select(a => a.GetProperty("image_id").GetInt32()).Distinct());
        Assert.All(annotations, a =>
        {
            RunLengths mask = RunLengths.Parse(200, 160, a.GetProperty("segmentation").GetProperty("counts").GetString()!);
            double[] box = [.. a.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble())];
            Assert.Equal(mask.Area, a.GetProperty("area").GetInt32());
            Assert.Equal(mask.Bounds, new BoundingBox(box[0], box[1], box[2], box[3]));
            Assert.Contains(a.GetProperty("condition").GetString(), (string[])["good", "defective"]);
            Assert.Equal(0, a.GetProperty("iscrowd").GetInt32());
        });
    }

    [Fact]
    public void Draw_Parts_BalancesTheClasses()
    {
        SampleDrawer.Draw(_workspace["a"], s_small with { Count = 30, Sets = SampleSets.Parts });
        int[] counts = [.. PartLabels.Classes.Select(c => Directory.GetFiles(_workspace["a/parts/" + c], "*.png").Length)];

        Assert.Equal(30, counts.Sum());
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        Assert.Equal("gear-defective", PartLabels.Classes[PartDrawer.ClassOf(8)]);
    }

    [Fact]
    public void Draw_Badges_NamesEveryPictureAndPersonInTheTruth()
    {
        SampleSummary summary = SampleDrawer.Draw(_workspace["a"], s_small with { Sets = SampleSets.Badges });
        using JsonDocument badges = JsonDocument.Parse(File.ReadAllBytes(_workspace["a/badges/faces.json"]));
        using JsonDocument groups = JsonDocument.Parse(File.ReadAllBytes(_workspace["a/groups/faces.json"]));

        Assert.Equal((6, 4), (summary.Badges, summary.Groups));
        Assert.Equal(["person-001", "person-001", "person-002", "person-002", "person-003", "person-003"], badges.RootElement.GetProperty("annotations").EnumerateArray().Select(a => a.GetProperty("person").GetString()));
        Assert.True(File.Exists(_workspace["a/badges/person-003/badge-2.jpg"]));
        Assert.Equal(summary.GroupFaces, groups.RootElement.GetProperty("annotations").GetArrayLength());
        Assert.All(groups.RootElement.GetProperty("annotations").EnumerateArray(), a => Assert.Equal(15, a.GetProperty("keypoints").GetArrayLength()));
    }

    [Fact]
    public void Draw_FolderWithOtherFiles_IsRefusedEvenWithReplaceAndTouchesNothing()
    {
        Directory.CreateDirectory(_workspace["mine/line"]);
        File.WriteAllText(_workspace["mine/line/thesis.txt"], "ten years of work");

        Assert.Contains("not empty", Assert.Throws<SampleException>(() => SampleDrawer.Draw(_workspace["mine"], s_small)).Message, StringComparison.Ordinal);
        Assert.Contains("did not write", Assert.Throws<SampleException>(() => SampleDrawer.Draw(_workspace["mine"], s_small, replace: true)).Message, StringComparison.Ordinal);
        Assert.Equal("ten years of work", File.ReadAllText(_workspace["mine/line/thesis.txt"]));
    }

    [Fact]
    public void Draw_Replace_DrawsEarlierSamplesAnewAndLeavesOtherFiles()
    {
        SampleDrawer.Draw(_workspace["a"], s_small with { Count = 20, Sets = SampleSets.Line });
        File.WriteAllText(_workspace["a/notes.txt"], "keep");

        SampleDrawer.Draw(_workspace["a"], s_small with { Count = 2, Sets = SampleSets.Line }, replace: true);

        Assert.Equal(2, Directory.GetFiles(_workspace["a/line/images"]).Length);
        Assert.Equal("keep", File.ReadAllText(_workspace["a/notes.txt"]));
    }

    [Fact]
    public void Draw_ReplaceWhereASetIsALink_RemovesTheLinkNotItsTarget()
    {
        SampleDrawer.Draw(_workspace["a"], s_small with { Sets = SampleSets.Line });
        Directory.Delete(_workspace["a/line"], recursive: true);
        Directory.CreateDirectory(_workspace["elsewhere"]);
        File.WriteAllText(_workspace["elsewhere/keep.txt"], "keep");
        Directory.CreateSymbolicLink(_workspace["a/line"], _workspace["elsewhere"]);

        SampleDrawer.Draw(_workspace["a"], s_small with { Sets = SampleSets.Line }, replace: true);

        Assert.Equal(["keep.txt"], Directory.GetFileSystemEntries(_workspace["elsewhere"]).Select(f => Path.GetFileName(f)));
        Assert.True(File.Exists(_workspace["a/line/coco.json"]));
    }

    [Fact]
    public void Draw_PathThatCannotBe_IsRefusedWithTheReason()
    {
        File.WriteAllText(_workspace["file"], "");

        Assert.Contains("that is a file", Refused(_workspace["file"]), StringComparison.Ordinal);
        Assert.Contains("cannot be drawn into", Refused(_workspace["file/below"]), StringComparison.Ordinal);
        Assert.Contains("cannot be drawn into", Refused("nul\0byte"), StringComparison.Ordinal);
        Assert.Contains("cannot be drawn into", Refused(_workspace[new string('x', 300)]), StringComparison.Ordinal);

        string Refused(string path) => Assert.Throws<SampleException>(() => SampleDrawer.Draw(path, s_small)).Message;
    }

    [Fact]
    public void Draw_FolderNameWithLineBreakAndQuotes_Works()
    {
        string folder = _workspace["odd\n\"name'"];

        SampleDrawer.Draw(folder, s_small with { Count = 1, Sets = SampleSets.Line });

        Assert.True(File.Exists(Path.Combine(folder, "line/images/line-00001.jpg")));
    }

    [Fact]
    public void Draw_OptionsOutOfRange_AreToldAllAtOnceAndNothingIsMade()
    {
        SampleException refused = Assert.Throws<SampleException>(() => SampleDrawer.Draw(_workspace["a"], new SampleOptions { Count = 0, People = 0, Portraits = -1, Width = 10, Height = 90000, Sets = SampleSets.None }));

        Assert.Equal(6, refused.Message.Split('\n').Length);
        Assert.Contains("(--count) is 0, but must be from 1 to 10000000.", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace["a"]));
    }

    [Fact]
    public void Draw_Cancelled_LeavesNoHalfTruthAndCanBeReplaced()
    {
        using CancellationTokenSource source = new();
        SampleOptions options = s_small with { Count = 100, Sets = SampleSets.Line };

        Assert.ThrowsAny<OperationCanceledException>(() => SampleDrawer.Draw(_workspace["a"], options, progress: (_, _) => source.Cancel(), cancellation: source.Token));

        Assert.False(File.Exists(_workspace["a/line/coco.json"]));
        Assert.Equal(5, SampleDrawer.Draw(_workspace["a"], options with { Count = 5 }, replace: true).Lines);
    }

    private Dictionary<string, string> HashesOf(string folder)
        => Directory.GetFiles(_workspace[folder], "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(_workspace[folder], f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));
}
