using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Decoding;

/// <summary>Each decoder on a tensor whose meaning is known.</summary>
public sealed class DecoderTests
{
    [Fact]
    public void SoftmaxLabels_Logits_OrdersAndSumsToOne()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [2, 3], 0, 0, 0, 1, 1000, 1000);
        SoftmaxLabelsDecoder decoder = new(new SoftmaxLabelsParameters(null, Softmax: true));
        DecoderFrame frame = new(2, 8, 8, 3);
        Bind(decoder, outputs, frame);
        List<ClassConfidence> found = [];

        decoder.Decode(outputs, frame, 1, 5, found);

        Assert.Equal([new(1, 0.5f), new(2, 0.5f), new(0, 0f)], found);
    }

    [Fact]
    public void SoftmaxLabels_AllButTheFirstAreNothing_AreInTheNetworksOrder()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [1, 4], 0, 1, 2, 200);
        SoftmaxLabelsDecoder decoder = new(new SoftmaxLabelsParameters(null, Softmax: true));
        DecoderFrame frame = new(1, 8, 8, 4);
        Bind(decoder, outputs, frame);
        List<ClassConfidence> found = [];

        decoder.Decode(outputs, frame, 0, 4, found);

        Assert.Equal([new(3, 1f), new(2, 0f), new(1, 0f), new(0, 0f)], found);
    }

    [Fact]
    public void SoftmaxLabels_MoreNumbersThanLabels_AreAnErrorOfTheModel()
    {
        SoftmaxLabelsDecoder decoder = new(new SoftmaxLabelsParameters(null, Softmax: true));
        DecoderFrame frame = new(1, 8, 8, 2);
        Bind(decoder, new HandMadeOutputs().Add("y", [1, 2], 1, 2), frame);

        Assert.Equal(
            "The network's answer has 4 numbers for this picture; expected 2, one for each label.",
            Assert.Throws<InvalidOperationException>(() => decoder.Decode(new HandMadeOutputs().Add("y", [1, 2, 1, 2], 1, 2, 3, 4), frame, 0, 5, [])).Message);
    }

    [Fact]
    public void SoftmaxLabels_NotANumber_IsAnError()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [1, 2], float.NaN, 0);
        SoftmaxLabelsDecoder decoder = new(new SoftmaxLabelsParameters(null, false));
        DecoderFrame frame = new(1, 8, 8, 2);
        Bind(decoder, outputs, frame);

        Assert.Throws<InvalidOperationException>(() => decoder.Decode(outputs, frame, 0, 5, []));
    }

    [Fact]
    public void YoloFree_OneGrid_ReadsTheCell()
    {
        // Two classes, a grid of 2 x 1 cells in a picture of 40 x 20; the second cell holds class 1.
        HandMadeOutputs outputs = new HandMadeOutputs().Add(
            "y", [1, 7, 1, 2],
            0, 0.81f,   // objectness
            0, 0,       // x: tanh(0) = 0, so the left edge of the cell
            0, 0.5493061f, // y: tanh = 0.5
            0, 0,       // width: sigmoid(0) = half the picture
            0, -1.0986123f, // height: sigmoid = a quarter
            1, 0.2f, 0, 0.64f);
        YoloFreeDecoder decoder = new(new YoloFreeParameters { Centre = CentreForm.Tanh, Size = SizeForm.Sigmoid, ObjectnessPower = 0.5, ClassPower = 0.5 });

        Detection found = Assert.Single(Decode(decoder, outputs, new DecoderFrame(1, 40, 20, 2), 0.1));

        Assert.Equal(1, found.ClassId);
        Assert.Equal(0.72f, found.Confidence, 1e-6f);
        Near(BoundingBox.FromCxCyWh(20, 10, 20, 5), found.Box);
    }

    [Theory]
    [InlineData(4.2f, 0.9f)]
    [InlineData(0.9f, 3.1f)]
    public void YoloFree_LogitsTakenForConfidences_AreRefused(float objectness, float score)
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [1, 1, 6], 0.5f, 0.5f, 0, 0, objectness, score);
        YoloFreeDecoder decoder = new(new YoloFreeParameters { ChannelsFirst = false, ObjectnessFirst = false, Size = SizeForm.Exp, Strides = [16] });

        Assert.Contains("as a confidence; expected 0 to 1.", Assert.Throws<InvalidOperationException>(() => Decode(decoder, outputs, new DecoderFrame(1, 16, 16, 1), 0.5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void YoloFree_SeveralStrides_ReadsEveryGridInOrder()
    {
        // Strides 8 and 16 in 16 x 16: 4 + 1 cells; box first, one class. Only the last cell of each grid speaks.
        float[] values = [.. Enumerable.Range(0, 5).SelectMany(cell => cell is 3 or 4 ? new[] { 0.5f, 0.25f, 0, 0, 0.9f, 1f } : new float[6])];
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [1, 5, 6], values);
        YoloFreeDecoder decoder = new(new YoloFreeParameters { ChannelsFirst = false, ObjectnessFirst = false, Size = SizeForm.Exp, Strides = [8, 16] });

        List<Detection> found = Decode(decoder, outputs, new DecoderFrame(1, 16, 16, 1), 0.5);

        Assert.Equal(2, found.Count);
        Near(BoundingBox.FromCxCyWh(12, 10, 8, 8), found[0].Box);
        Near(BoundingBox.FromCxCyWh(8, 4, 16, 16), found[1].Box);
    }

    [Fact]
    public void YoloRows_DarknetAndTransposed_ReadTheSameBox()
    {
        HandMadeOutputs rows = new HandMadeOutputs().Add("a", [1, 7], 0.5f, 0.5f, 0.2f, 0.4f, 0.9f, 0.1f, 0.8f);
        HandMadeOutputs columns = new HandMadeOutputs().Add("a", [1, 6, 1], 50, 25, 20, 20, 0.1f, 0.8f);
        DecoderFrame frame = new(1, 100, 50, 2);

        Detection fromRows = Assert.Single(Decode(new YoloRowsDecoder(new YoloRowsParameters { Fractions = true, ScoresHoldObjectness = true }), rows, frame, 0.5));
        Detection fromColumns = Assert.Single(Decode(new YoloRowsDecoder(new YoloRowsParameters { HasObjectness = false, Transposed = true }), columns, frame, 0.5));

        Assert.Equal((1, 0.8f), (fromRows.ClassId, fromRows.Confidence));
        Near(BoundingBox.FromCxCyWh(50, 25, 20, 20), fromRows.Box);
        Near(fromRows.Box, fromColumns.Box);
    }

    [Fact]
    public void YoloRows_ScoresWithoutObjectness_AreMultiplied()
    {
        HandMadeOutputs rows = new HandMadeOutputs().Add("a", [1, 1, 6], 5, 5, 2, 2, 0.5f, 0.8f);

        Detection found = Assert.Single(Decode(new YoloRowsDecoder(new YoloRowsParameters()), rows, new DecoderFrame(1, 10, 10, 1), 0.1));

        Assert.Equal(0.4f, found.Confidence);
    }

    [Fact]
    public void DistributionBoxes_SharpAndFlatSides_GiveTheExpectation()
    {
        // Stride 8 in 8 x 8: one cell with its centre at (4, 4); four bins a side.
        HandMadeOutputs outputs = new HandMadeOutputs()
            .Add("s", [1, 1, 2], 0.3f, 0.7f)
            .Add("b", [1, 1, 16], 0, 100, 0, 0, 100, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0);
        DistributionBoxesDecoder decoder = new(new DistributionBoxesParameters(4, [new DistributionLevel(8, "s", "b")]));

        Detection found = Assert.Single(Decode(decoder, outputs, new DecoderFrame(1, 8, 8, 2), 0.5));

        Assert.Equal(1, found.ClassId);
        Near(BoundingBox.FromXyxy(4 - 8, 4, 4 + 16, 4 + 12), found.Box);
    }

    [Fact]
    public void BoxesScoresLabels_TensorFlowStyle_SkipsBackground()
    {
        HandMadeOutputs outputs = new HandMadeOutputs()
            .Add("boxes", [1, 2, 4], 0.1f, 0.2f, 0.5f, 0.6f, 0, 0, 1, 1).Add("scores", [1, 2], 0.9f, 0.8f).Add("classes", [1, 2], 2, 0);
        BoxesScoresLabelsDecoder decoder = new(new BoxesScoresLabelsParameters { Boxes = "boxes", Scores = "scores", Labels = "classes", Form = BoxForm.Yxyx, Fractions = true, FirstLabel = 1 });

        Detection found = Assert.Single(Decode(decoder, outputs, new DecoderFrame(1, 100, 10, 3), 0.5));

        Assert.Equal(1, found.ClassId);
        Near(BoundingBox.FromXyxy(20, 1, 60, 5), found.Box);
    }

    [Theory]
    [InlineData(13.2f)]
    [InlineData(-4f)]
    public void SoftmaxLabels_LogitsTakenForConfidences_AreRefused(float logit)
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [1, 2], logit, 0.5f);
        SoftmaxLabelsDecoder decoder = new(new SoftmaxLabelsParameters(null, false));
        DecoderFrame frame = new(1, 8, 8, 2);
        Bind(decoder, outputs, frame);

        Assert.StartsWith(FormattableString.Invariant($"The network gave {logit} as a confidence; expected 0 to 1."), Assert.Throws<InvalidOperationException>(() => decoder.Decode(outputs, frame, 0, 5, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BoxesScoresLabels_LogitsTakenForConfidences_AreRefused()
        => Assert.Contains("The network gave 3 as a confidence", Assert.Throws<InvalidOperationException>(() => DecodeOne(score: 3, label: 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void BoxesScoresLabels_RoundingAboveOne_IsOne() => Assert.Equal(1, Assert.Single(DecodeOne(score: 1.004f, label: 0)).Confidence);

    [Fact]
    public void BoxesScoresLabels_ClassBeyondTheLabels_IsToldAndNotPassedOver()
    {
        Assert.Equal(
            "The network found something of class 87, but with 80 labels in model.yaml, the first of which is class 1, the last is 80. Give it all labels, unused numbers included, correct 'firstLabel', or set 'dropOthers: true' to leave such things out.",
            Assert.Throws<InvalidOperationException>(() => DecodeOne(score: 0.9f, label: 87, first: 1, classes: 80)).Message);
        Assert.Empty(DecodeOne(score: 0, label: 87, minConfidence: 0));
        Assert.Empty(DecodeOne(score: 0.9f, label: 87, dropOthers: true));
    }

    [Fact]
    public void Decode_NumbersThatAreNone_AreNotFound()
    {
        HandMadeOutputs rows = new HandMadeOutputs().Add("a", [2, 6], 5, 5, 2, 2, float.NaN, 0.8f, 5, 5, 2, 2, 0.5f, float.NaN);

        Assert.Empty(Decode(new YoloRowsDecoder(new YoloRowsParameters()), rows, new DecoderFrame(1, 10, 10, 1), 0));
    }

    [Fact]
    public void Bind_UnknownOutput_NamesTheNearest()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("scores", [1, 2], 0, 0);
        List<string> problems = [];

        new SoftmaxLabelsDecoder(new SoftmaxLabelsParameters("score", false)).Bind(outputs, new DecoderFrame(1, 8, 8, 2), problems);

        Assert.Contains("Did you mean 'scores'?", Assert.Single(problems), StringComparison.Ordinal);
    }

    private static List<Detection> DecodeOne(float score, float label, int first = 0, int classes = 3, double minConfidence = 0.5, bool dropOthers = false)
        => Decode(
            new BoxesScoresLabelsDecoder(new BoxesScoresLabelsParameters { Boxes = "boxes", Scores = "scores", Labels = "classes", FirstLabel = first, DropOthers = dropOthers }),
            new HandMadeOutputs().Add("boxes", [1, 4], 1, 1, 5, 5).Add("scores", [1], score).Add("classes", [1], label),
            new DecoderFrame(1, 100, 100, classes),
            minConfidence);

    private static List<Detection> Decode(IDetectionDecoder decoder, HandMadeOutputs outputs, DecoderFrame frame, double minConfidence)
    {
        Bind(decoder, outputs, frame);
        List<Detection> found = [];
        decoder.Decode(outputs, frame, 0, minConfidence, found);
        return found;
    }

    private static void Bind(IOutputDecoder decoder, HandMadeOutputs outputs, DecoderFrame frame)
    {
        List<string> problems = [];
        decoder.Bind(outputs, frame, problems);
        Assert.Empty(problems);
    }

    private static void Near(BoundingBox expected, BoundingBox found)
    {
        // Single-precision numbers in the tensors.
        Assert.Equal(expected.X, found.X, 1e-4);
        Assert.Equal(expected.Y, found.Y, 1e-4);
        Assert.Equal(expected.Width, found.Width, 1e-4);
        Assert.Equal(expected.Height, found.Height, 1e-4);
    }
}
