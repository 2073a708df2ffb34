using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.MaskRcnn;
using ImageAnalytics.Plugins.RegionProposalDetector;
using ImageAnalytics.Plugins.SingleShotDetector;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Engines;

/// <summary>Two-stage networks of a few nodes that find squares of plain colours: in parts and whole, with and without masks.</summary>
public sealed class TwoStageNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parts_TwoSquares_AreFoundWithTheirMasks()
    {
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), DrawnDetector.WriteParts(_folder));
        using Picture picture = Draw(64, 32, ("green", new Rect(8, 8, 16, 16)), ("blue", new Rect(40, 0, 16, 16)));

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        Assert.Equal(["blue", "green"], found.Select(f => f.Label).Order());
        Observation green = found.Single(f => f.Label == "green"), blue = found.Single(f => f.Label == "blue");
        Assert.Equal((new BoundingBox(8, 8, 16, 16), ObservationKinds.Instance), (green.Box, green.Kind));
        Assert.Equal(new BoundingBox(40, 0, 16, 16), blue.Box);
        Assert.Equal(1, green.Confidence, 1e-5);
        AssertFills(green.Mask!, 64, 32, new BoundingBox(8, 8, 16, 16));
        AssertFills(blue.Mask!, 64, 32, new BoundingBox(40, 0, 16, 16));
        Assert.Null(green.Detail);
    }

    [Fact]
    public void Parts_RegressionOfAClass_MovesItsBoxesAlone()
    {
        using IAnalyzer analyzer = PluginHost.Open(new RegionProposalDetectorPlugin(), DrawnDetector.WriteParts(_folder, masks: false));
        using Picture picture = Draw(64, 32, ("red", new Rect(8, 8, 16, 16)), ("blue", new Rect(40, 0, 16, 16)));

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        // 1.25 / 10 of 16 pixels to the right.
        Assert.Equal(new BoundingBox(10, 8, 16, 16), found.Single(f => f.Label == "red").Box);
        Assert.Equal(new BoundingBox(40, 0, 16, 16), found.Single(f => f.Label == "blue").Box);
    }

    [Fact]
    public void RegionProposalDetector_ModelWithMasks_GivesTheSameBoxesWithoutOpeningThatPart()
    {
        string folder = DrawnDetector.WriteParts(_folder, name: "both");
        using Picture picture = Draw(64, 32, ("red", new Rect(8, 8, 16, 16)), ("blue", new Rect(40, 0, 16, 16)));
        string content = InstalledModel.Load(folder).ContentHash;
        using IAnalyzer boxes = PluginHost.Open(new RegionProposalDetectorPlugin(), folder);
        Assert.Equal(2, SharedNetwork.OpenCountOf(content));
        using IAnalyzer masks = PluginHost.Open(new MaskRcnnPlugin(), folder);
        Assert.Equal(3, SharedNetwork.OpenCountOf(content));

        IReadOnlyList<Observation> without = PluginHost.Look(boxes, picture.Region), with = PluginHost.Look(masks, picture.Region);

        Assert.Equal(with.Select(o => (o.Label, o.Confidence, o.Box)), without.Select(o => (o.Label, o.Confidence, o.Box)));
        Assert.All(without, o => Assert.Equal((ObservationKinds.Detection, null), (o.Kind, o.Mask)));
    }

    [Fact]
    public void Parts_NothingInThePicture_FindsNothingAndTheNextPictureWorks()
    {
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), DrawnDetector.WriteParts(_folder));
        using Picture black = Draw(64, 32), green = Draw(32, 32, ("green", new Rect(8, 8, 16, 16)));

        Assert.Empty(PluginHost.Look(analyzer, black.Region));
        Assert.Single(PluginHost.Look(analyzer, green.Region));
    }

    [Fact]
    public void Parts_AnswerForAPicture_DoesNotDependOnThoseBefore()
    {
        string folder = DrawnDetector.WriteParts(_folder);
        using Picture first = Draw(64, 32, ("green", new Rect(8, 8, 16, 16)), ("blue", new Rect(40, 0, 16, 16))), second = Draw(40, 32, ("red", new Rect(0, 0, 16, 16)));
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), folder), other = PluginHost.Open(new MaskRcnnPlugin(), folder);

        IReadOnlyList<Observation> together = PluginHost.Look(analyzer, first.Region, second.Region, first.Region);

        Assert.Equal([.. PluginHost.Look(other, first.Region), .. PluginHost.Look(other, second.Region), .. PluginHost.Look(other, first.Region)], together);
    }

    [Fact]
    public void Parts_CropAtReducedScale_PutsItsMaskIntoTheImage()
    {
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), DrawnDetector.WriteParts(_folder));
        using Picture half = Draw(32, 32, ("green", new Rect(8, 8, 16, 16)));
        Region region = new(new Image("large", new string('0', 64), 200, 150), new BoundingBox(100, 60, 64, 64), half.Pixels);

        Observation found = Assert.Single(PluginHost.Look(analyzer, region));

        Assert.Equal(new BoundingBox(8, 8, 16, 16), found.Box);
        AssertFills(found.Mask!, 200, 150, new BoundingBox(116, 76, 32, 32));
    }

    [Fact]
    public void MaskThreshold_TooHighForAnyPixel_KeepsTheObjectAndSaysSo()
    {
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), DrawnDetector.WriteWhole(_folder), """{ "maskThreshold": 1, "minConfidence": 0.3 }""");
        using Picture picture = Draw(32, 32, ("green", new Rect(8, 8, 16, 16)));
        Region tiny = new(new Image("tiny", new string('0', 64), 2, 2), new BoundingBox(0, 0, 2, 2), picture.Pixels);

        Observation found = Assert.Single(PluginHost.Look(analyzer, tiny));

        Assert.Equal((0, "4", """{"mask":"empty"}"""), (found.Mask!.Area, found.Mask.CompressedRle, found.Detail));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Whole_SeveralColours_GivesABoxAndAMaskForEach(bool batched, bool flatMasks)
    {
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), DrawnDetector.WriteWhole(_folder, batched, flatMasks));
        using Picture picture = Draw(48, 32, ("blue", new Rect(8, 8, 16, 16)), ("red", new Rect(30, 8, 3, 3)));

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        Assert.Equal([("red", new BoundingBox(0, 2, 8, 16)), ("blue", new BoundingBox(8, 2, 8, 16))], found.Select(f => (f.Label, f.Box!.Value)));
        AssertFills(found[0].Mask!, 48, 32, new BoundingBox(0, 2, 4, 16));
        AssertFills(found[1].Mask!, 48, 32, new BoundingBox(8, 2, 4, 16));
    }

    [Fact]
    public void Whole_NetworkThatStatesOneBox_GivesAsManyAsThereAre()
    {
        string folder = DrawnDetector.WriteWhole(_folder, rows: "1", side: "32", edit: c => c.Replace("resize: shorter-side\n  shorterSide: 32", "resize: stretch\n  width: 32\n  height: 32", StringComparison.Ordinal));
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), folder);
        using Picture two = Draw(32, 32, ("blue", new Rect(8, 8, 16, 16)), ("red", new Rect(24, 8, 3, 3))), one = Draw(32, 32, ("green", new Rect(8, 8, 16, 16)));

        Assert.Equal(["red", "blue"], PluginHost.Look(analyzer, two.Region).Select(f => f.Label));
        Assert.Equal(["green"], PluginHost.Look(analyzer, one.Region).Select(f => f.Label));
    }

    [Fact]
    public void Whole_MasksOverThePicture_AreCutToTheirBoxes()
    {
        string folder = DrawnDetector.WriteWhole(_folder, edit: c => c.Replace("masks: masks", "masks: masks\n    masksOver: picture", StringComparison.Ordinal));
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), folder, """{ "maskThreshold": 0.25 }""");
        using Picture picture = Draw(32, 40, ("blue", new Rect(0, 0, 16, 16)));

        RunLengths mask = RunLengths.Of(Assert.Single(PluginHost.Look(analyzer, picture.Region)).Mask!);

        // The left half of the picture holds all of the box; the left half of the box would be four columns.
        Assert.Equal(new BoundingBox(8, 2, 8, 16), mask.Bounds);
    }

    [Fact]
    public void Parts_BoxesWithTheirPicturesNumber_AreFilledWithIt()
    {
        string folder = DrawnDetector.WriteParts(_folder, masks: false, box: TinyNetwork.NumberedBoxes(), edit: c => c
            .Replace("      boxes: boxes\n      batch: batch\n", "      boxes: rois\n", StringComparison.Ordinal));
        using IAnalyzer analyzer = PluginHost.Open(new RegionProposalDetectorPlugin(), folder);
        using Picture picture = Draw(64, 32, ("red", new Rect(8, 8, 16, 16)));

        Assert.Equal(new BoundingBox(8, 8, 16, 16), Assert.Single(PluginHost.Look(analyzer, picture.Region)).Box);
    }

    [Fact]
    public void Whole_NothingInThePicture_GivesNoRows()
    {
        using IAnalyzer analyzer = PluginHost.Open(new MaskRcnnPlugin(), DrawnDetector.WriteWhole(_folder));
        using Picture black = Draw(32, 32);

        Assert.Empty(PluginHost.Look(analyzer, black.Region));
    }

    [Fact]
    public void Options_LabelsAndMost_KeepTheBestOfThem()
    {
        string folder = DrawnDetector.WriteWhole(_folder);
        using Picture picture = Draw(48, 32, ("blue", new Rect(8, 8, 16, 16)), ("green", new Rect(30, 8, 3, 3)));
        using IAnalyzer blue = PluginHost.Open(new RegionProposalDetectorPlugin(), folder, """{ "labels": ["blue"] }""");
        using IAnalyzer one = PluginHost.Open(new RegionProposalDetectorPlugin(), folder, """{ "maxDetections": 1 }""");

        Assert.Equal(["blue"], PluginHost.Look(blue, picture.Region).Select(o => o.Label));
        Assert.Equal(["green"], PluginHost.Look(one, picture.Region).Select(o => o.Label));
        Assert.Contains("Option 'labels' of step 'step' names 'pink'", Refusal(new RegionProposalDetectorPlugin(), folder, """{ "labels": ["pink"] }"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ModelInParts_PassesEveryCheck()
    {
        IReadOnlyList<VerifyCheck> checks = ModelVerifier.Verify(InstalledModel.Load(DrawnDetector.WriteParts(_folder)));

        Assert.Equal(["files", "network", "answers", "repeats", "lanes", "batch"], checks.Select(c => c.Name));
        Assert.All(checks, c => Assert.True(c.Passed, c.Message));
    }

    [Fact]
    public void Open_PartChanged_IsRefusedBeforeAnyIsOpened()
    {
        string folder = DrawnDetector.WriteParts(_folder);
        File.WriteAllBytes(Path.Combine(folder, "mask.onnx"), [.. TinyNetwork.Masks(), 0]);

        Assert.Contains("mask.onnx' has", Refusal(new RegionProposalDetectorPlugin(), folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NamesThatPartsDoNotHave_NamesAllWithTheNearest()
    {
        string folder = DrawnDetector.WriteParts(_folder, edit: c => c
            .Replace("boxes: boxes\n      batch: batch\n      scores: scores", "boxes: boxs\n      batch: batch\n      scores: score", StringComparison.Ordinal)
            .Replace("masks: masks", "masks: mask", StringComparison.Ordinal));

        string message = Refusal(new MaskRcnnPlugin(), folder);

        Assert.Contains("The part 'box' has no input 'boxs', which output.parameters.box.boxes in model.yaml names. Expected one of: 'features', 'boxes', 'batch'. Did you mean 'boxes'?", message, StringComparison.Ordinal);
        Assert.Contains("has no output 'score', which output.parameters.box.scores in model.yaml names", message, StringComparison.Ordinal);
        Assert.Contains("has no output 'mask', which output.parameters.mask.masks in model.yaml names", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OtherLabelsThanThePartsKnow_NamesBothShapes()
    {
        string message = Refusal(new MaskRcnnPlugin(), DrawnDetector.WriteParts(_folder, edit: c => c.Replace("[red, green, blue]", "[red, green]", StringComparison.Ordinal)));

        Assert.Contains("The output 'scores' of the part 'box' has the shape [1, 4] for one box; expected [1, 3]", message, StringComparison.Ordinal);
        Assert.Contains("The output 'masks' of the part 'mask' has the shape [1, 4, 8, 8] for one box; with 2 labels expected [1, 3, rows, columns]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ModelOfAnotherKind_SaysWhichPluginToUse()
    {
        string boxes = DrawnDetector.WriteParts(_folder, masks: false, name: "boxes"), masks = DrawnDetector.WriteParts(_folder, name: "masks");
        string colours = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16));

        Assert.Contains("Use the plugin region-proposal-detector.", Refusal(new MaskRcnnPlugin(), boxes), StringComparison.Ordinal);
        Assert.Contains("Use the plugin region-proposal-detector.", Refusal(new SingleShotDetectorPlugin(), boxes), StringComparison.Ordinal);
        Assert.Contains("its task is instance-segmentation", Refusal(new SingleShotDetectorPlugin(), masks), StringComparison.Ordinal);
        Assert.Contains("its decoder is softmax-labels, but the plugin region-proposal-detector needs two-stage or mask-rcnn.", Refusal(new RegionProposalDetectorPlugin(), colours), StringComparison.Ordinal);
    }

    // The networks' features are coarse, so corners are round; but a mask is in the middle of its box and fills most of it.
    private static void AssertFills(Mask mask, int width, int height, BoundingBox box)
    {
        RunLengths runs = RunLengths.Of(mask);
        BoundingBox bounds = runs.Bounds;
        Assert.Equal((width, height), (runs.Width, runs.Height));
        Assert.Equal(bounds, bounds.Intersect(box));
        Assert.Equal(box.X + (box.Width / 2), bounds.X + (bounds.Width / 2), 1.0);
        Assert.Equal(box.Y + (box.Height / 2), bounds.Y + (bounds.Height / 2), 1.0);
        Assert.InRange(runs.Area, 0.7 * box.Area, box.Area);
    }

    private static string Refusal(IModelPlugin plugin, string folder, string options = "{}")
        => Assert.Throws<PluginException>(() => PluginHost.Open(plugin, folder, options)).Message;

    private static Picture Draw(int width, int height, params (string Colour, Rect Square)[] squares)
    {
        Mat mat = new(height, width, MatType.CV_8UC3, Scalar.Black);
        foreach ((string colour, Rect square) in squares)
        {
            Cv2.Rectangle(mat, square, colour switch { "red" => new Scalar(0, 0, 255), "green" => new Scalar(0, 255, 0), _ => new Scalar(255, 0, 0) }, -1);
        }

        return new Picture(mat);
    }
}
