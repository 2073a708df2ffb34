using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.Classifier;
using ImageAnalytics.Plugins.SingleShotDetector;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Plugins;

/// <summary>
/// Cards of published models whose files are not at hand: each works with a small network that has the published one's input and output.
/// What a picture becomes and how the output is read are those of the card.
/// </summary>
public sealed class PublishedModelTests : IDisposable
{
    private const int Red = 200, Green = 100, Blue = 50;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mobilenet-v1", "scores")]
    [InlineData("mobilenet-v2", "output")]
    [InlineData("pp-resnet50", "save_infer_model/scale_0.tmp_0")]
    public void Classifier_PlainColour_GivesTheSoftmaxOfNormalisedRgb(string model, string output)
    {
        using IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), StandIn.Install(_folder, model, TinyNetwork.MeansAsClasses(output, 1000, 224)));
        using Picture picture = new(new Mat(300, 500, MatType.CV_8UC3, new Scalar(Blue, Green, Red)));

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        // ImageNet's mean and standard deviation of red, green and blue; 997 other classes have the logit 0.
        double[] logits = [((Red / 255.0) - 0.485) / 0.229, ((Green / 255.0) - 0.456) / 0.224, ((Blue / 255.0) - 0.406) / 0.225];
        double sum = logits.Sum(Math.Exp) + 997;
        Assert.Equal(("class 0", 1), (found[0].Label, found[0].Rank));
        Assert.Equal(Math.Exp(logits[0]) / sum, found[0].Confidence, 1e-6);
        Assert.Equal(5, found.Count);
        Assert.DoesNotContain("class 1", found.Select(f => f.Label)); // Green and blue are darker than the mean.
    }

    [Theory]
    [InlineData("mobilenet-v1")]
    [InlineData("mobilenet-v2")]
    [InlineData("pp-resnet50")]
    public void Classifier_WidePicture_SeesItsWholeWidthButTheRim(string model)
    {
        // Both sides are stretched to 256 and 16 are cut off all around: a sixteenth of the picture's width and height, 40 and 10 pixels.
        using Picture white = Wide(new Rect(0, 0, 640, 160)), framed = Wide(new Rect(38, 9, 564, 142)), strip = Wide(new Rect(100, 0, 540, 160));
        string output = ModelCatalog.Load(Shared.Catalog).Find(model).Output.Parameters is SoftmaxLabelsParameters { Output: { } name } ? name : "scores";
        using IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), StandIn.Install(_folder, model, TinyNetwork.MeansAsClasses(output, 1000, 224)));

        (string, double)[] all = Answers(white);
        Assert.Equal(all, Answers(framed));
        Assert.NotEqual(all, Answers(strip)); // Its black part is left of the middle square, and inside the rim.

        (string, double)[] Answers(Picture picture) => [.. PluginHost.Look(analyzer, picture.Region).Select(o => (o.Label, o.Confidence))];
    }

    [Theory]
    [InlineData("yolox-s", false)]
    [InlineData("yolox-s-int8", true)]
    public void Detector_OneCellOfEachGrid_FindsItsBoxInThePicture(string model, bool integers)
    {
        // Grids of 80, 40 and 20 cells a side, one after the other; a box is centre and size in cells, then the objectness.
        const int Numbers = 85, Fine = 6400, Middle = 1600, Cells = 8400;
        float[] values = new float[Cells * Numbers];
        SetCell((10 * 80) + 20, 0.5f, 0.25f, 4, 2);               // stride 8: centre (164, 82), 32 x 16
        SetCell(Fine + (5 * 40) + 30, 0, 0, 8, 4);                // stride 16: centre (480, 80), 128 x 64
        SetCell(Fine + Middle + (9 * 20) + 3, 0.5f, 0.5f, 2, 20); // stride 32: centre (112, 304), 64 x 640, more than there is
        using IAnalyzer analyzer = PluginHost.Open(new SingleShotDetectorPlugin(), StandIn.Install(_folder, model, TinyNetwork.FixedCells(640, Cells, values, integers)));
        using Picture picture = new(new Mat(640, 1280, MatType.CV_8UC3, new Scalar(Blue, Green, Red)));

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        // The picture is halved and stands above a grey of 114: red's mean is that of 200 and 114. A confidence is objectness times that over 255.
        Assert.Equal([("class 0", 157 / 255f), ("class 0", 157 / 255f), ("class 0", 157 / 255f)], found.Select(f => (f.Label, (float)f.Confidence)), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-5);
        BoundingBox[] expected = [BoundingBox.FromCxCyWh(328, 164, 64, 32), BoundingBox.FromCxCyWh(960, 160, 256, 128), BoundingBox.FromXyxy(160, 0, 288, 640)];
        Assert.All(expected, box => Assert.Contains(found, f => f.Box!.Value.IoU(box) > 0.9999));

        void SetCell(int cell, float x, float y, float width, float height)
            => ((float[])[x, y, MathF.Log(width), MathF.Log(height), 1]).CopyTo(values, cell * Numbers);
    }

    [Theory]
    [InlineData("mobilenet-v1")]
    [InlineData("mobilenet-v2")]
    [InlineData("pp-resnet50")]
    [InlineData("yolox-s")]
    [InlineData("yolox-s-int8")]
    public void Card_PublishedModel_SaysThatWeHaveNotRunIt(string model)
    {
        ModelCard card = ModelCatalog.Load(Shared.Catalog).Find(model);

        Assert.EndsWith("Not run by us.", card.Summary, StringComparison.Ordinal);
        Assert.StartsWith("Not run by us:", card.Notes, StringComparison.Ordinal);
        Assert.All(card.Accuracy, a => Assert.Equal("OpenCV Zoo", a.By));
    }

    // A black picture of 640 x 160 with a white part.
    private static Picture Wide(Rect part)
    {
        Mat mat = new(160, 640, MatType.CV_8UC3, Scalar.Black);
        Cv2.Rectangle(mat, part, Scalar.White, -1);
        return new Picture(mat);
    }
}
