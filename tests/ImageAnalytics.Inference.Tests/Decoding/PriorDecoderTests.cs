using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Decoding;

/// <summary>Prior boxes by rule, and boxes that differ from them.</summary>
public sealed class PriorDecoderTests
{
    [Fact]
    public void Sizes_OneLevelOfSsd300_AreThoseOfItsAuthors()
    {
        // The second level of SSD300 for VOC: 60 to 111 pixels, ratios 2 and 3.
        (double Width, double Height)[] sizes = [.. new PriorLevel(16, [60], [111], [2, 3]).Sizes()];

        (double, double)[] expected = [(60, 60), (81.608, 81.608), (84.853, 42.426), (42.426, 84.853), (103.923, 34.641), (34.641, 103.923)];
        Assert.Equal(expected.Length, sizes.Length);
        Assert.All(expected.Zip(sizes), p => Assert.True(Math.Abs(p.First.Item1 - p.Second.Width) < 1e-3 && Math.Abs(p.First.Item2 - p.Second.Height) < 1e-3, $"{p}"));
    }

    [Fact]
    public void Decode_Ssd300_HasItsAuthorsNumberOfPriors()
    {
        // 38² × 4 + 19² × 6 + 10² × 6 + 5² × 6 + 3² × 4 + 1² × 4 = 8732.
        SsdPriorsParameters parameters = new()
        {
            Boxes = "boxes",
            Scores = "scores",
            Levels = [Level(8, 30, 60, 2), Level(16, 60, 111, 2, 3), Level(32, 111, 162, 2, 3), Level(64, 162, 213, 2, 3), Level(100, 213, 264, 2), Level(300, 264, 315, 2)],
        };
        float[] boxes = new float[8732 * 4], scores = new float[8732 * 2];
        scores[^1] = 10; // The last: one cell over the whole picture, upright.

        Detection found = Assert.Single(Decode(parameters, new HandMadeOutputs().Add("boxes", [1, 8732 * 4], boxes).Add("scores", [1, 8732, 2], scores), new DecoderFrame(1, 300, 300, 1)));

        Near(BoundingBox.FromCxCyWh(150, 150, 264 / Math.Sqrt(2), 264 * Math.Sqrt(2)), found.Box);
    }

    [Fact]
    public void Decode_StepThatIsAFraction_PutsTheLastCellAtTheEdge()
    {
        // 19 cells in 300 pixels: the middle of the last is half a cell from the edge.
        SsdPriorsParameters parameters = new() { Boxes = "boxes", Scores = "scores", Levels = [new PriorLevel(300.0 / 19, [20], [], [])] };
        float[] boxes = new float[361 * 4], scores = new float[361 * 2];
        scores[^1] = 10;

        Detection found = Assert.Single(Decode(parameters, new HandMadeOutputs().Add("boxes", [1, 361, 4], boxes).Add("scores", [1, 361, 2], scores), new DecoderFrame(1, 300, 300, 1)));

        Near(BoundingBox.FromCxCyWh(300 - (150.0 / 19), 300 - (150.0 / 19), 20, 20), found.Box);
    }

    [Fact]
    public void Decode_Differences_MoveAndStretchThePrior()
    {
        // One cell of 10 pixels, one prior of 4 x 4 at (5, 5): the centre moves by 5 × 0.1 sides, the width doubles.
        HandMadeOutputs outputs = Outputs([5, -5, MathF.Log(2) / 0.2f, 0], [0, MathF.Log(3)]);

        Detection found = Assert.Single(Decode(One(), outputs, new DecoderFrame(1, 10, 10, 1)));

        Near(BoundingBox.FromCxCyWh(7, 3, 8, 4), found.Box);
        Assert.Equal((0, 0.75f), (found.ClassId, found.Confidence)); // Softmax with the background: 3 of 4.
    }

    [Fact]
    public void Decode_SigmoidWithoutBackground_CountsClassesFromTheFirst()
    {
        HandMadeOutputs outputs = Outputs([0, 0, 0, 0], [-9, MathF.Log(3)]);

        Detection found = Assert.Single(Decode(One() with { Classes = ClassForm.Sigmoid, HasBackground = false }, outputs, new DecoderFrame(1, 10, 10, 2)));

        Assert.Equal((1, 0.75f), (found.ClassId, found.Confidence));
    }

    [Fact]
    public void Decode_BackgroundFarAbove_FindsNothing()
        => Assert.Empty(Decode(One(), Outputs([0, 0, 0, 0], [1000, 0]), new DecoderFrame(1, 10, 10, 1)));

    [Fact]
    public void Decode_Clip_CutsThePriorAndNotTheBox()
    {
        SsdPriorsParameters parameters = One() with { Levels = [new PriorLevel(10, [20], [], [])], Clip = true };

        Near(new BoundingBox(0, 0, 10, 10), Assert.Single(Decode(parameters, Outputs([0, 0, 0, 0], [0, 9]), new DecoderFrame(1, 10, 10, 1))).Box);
    }

    [Fact]
    public void Bind_OtherNumberOfPriors_SaysHowManyTheCardMakes()
    {
        List<string> problems = [];

        new SsdPriorsDecoder(One()).Bind(Outputs([0, 0, 0, 0], [0, 9]), new DecoderFrame(1, 20, 10, 1), problems);

        Assert.Equal(2, problems.Count);
        Assert.Equal(
            "The output 'boxes' has the shape [1, 1, 4]; ssd-priors expects [1, 2, 4]: the levels of the card make 2 prior boxes in a picture of 20 x 10 pixels.", problems[0]);
    }

    [Fact]
    public void Bind_OutputsInPlanes_AreRefused()
    {
        List<string> problems = [];
        HandMadeOutputs outputs = new HandMadeOutputs().Add("boxes", [1, 4, 2], new float[8]).Add("scores", [1, 2, 2], new float[4]);

        new SsdPriorsDecoder(One()).Bind(outputs, new DecoderFrame(1, 20, 10, 1), problems);

        Assert.Equal("The output 'boxes' has the shape [1, 4, 2]; ssd-priors expects [1, 2, 4]: the levels of the card make 2 prior boxes in a picture of 20 x 10 pixels.", Assert.Single(problems));
    }

    [Fact]
    public void Card_BadLevels_NamesEveryProblem()
    {
        string card = DrawnModel.Card([1]).Replace("task: classification", "task: detection").Replace(
            "decoder: softmax-labels\n  parameters: { softmax: true }",
            "decoder: ssd-priors\n  parameters: { boxes: b, scores: s, classes: softmax, levels: [{ step: 8 }, { step: 16, minSizes: [8, 16], maxSizes: [9] }] }");

        PluginException e = Assert.Throws<PluginException>(() => ModelCard.Parse(card, "model.yaml"));

        Assert.Contains(e.Problems, p => p.Contains("'minSizes' is empty; expected the side of at least one square, in pixels.", StringComparison.Ordinal));
        Assert.Contains(e.Problems, p => p.Contains("'maxSizes' has 1 numbers; expected none, or one for each of the 2 of 'minSizes'.", StringComparison.Ordinal));
    }

    private static PriorLevel Level(int step, double least, double most, params double[] ratios) => new(step, [least], [most], ratios);

    private static SsdPriorsParameters One() => new() { Boxes = "boxes", Scores = "scores", Levels = [new PriorLevel(10, [4], [], [])] };

    private static HandMadeOutputs Outputs(float[] boxes, float[] scores)
        => new HandMadeOutputs().Add("boxes", [1, boxes.Length / 4, 4], boxes).Add("scores", [1, 1, scores.Length], scores);

    private static List<Detection> Decode(SsdPriorsParameters parameters, HandMadeOutputs outputs, DecoderFrame frame)
    {
        SsdPriorsDecoder decoder = new(parameters);
        List<string> problems = [];
        decoder.Bind(outputs, frame, problems);
        Assert.Empty(problems);
        List<Detection> found = [];
        decoder.Decode(outputs, frame, 0, 0.6, found);
        return found;
    }

    private static void Near(BoundingBox expected, BoundingBox found)
        => Assert.True(expected.IoU(found) > 0.9999, $"Expected {expected}, found {found}.");
}
