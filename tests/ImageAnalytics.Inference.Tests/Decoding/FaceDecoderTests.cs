using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Decoding;

/// <summary>The decoders of faces on tensors whose meaning is known.</summary>
public sealed class FaceDecoderTests
{
    private static readonly FaceFivePointsParameters s_twoGrids = new()
    {
        Levels = [new FaceLevel(8, "cls_8", "obj_8", "bbox_8", "kps_8"), new FaceLevel(16, "cls_16", "obj_16", "bbox_16", "kps_16")],
    };

    [Fact]
    public void FaceBoxes_Fractions_AreTimesTheInputAndTakeTheFacesColumn()
    {
        HandMadeOutputs outputs = new HandMadeOutputs()
            .Add("scores", [1, 3, 2], 0.9f, 0.1f, 0.2f, 0.8f, 0.3f, 0.7f)
            .Add("boxes", [1, 3, 4], 0, 0, 1, 1, 0.25f, 0.5f, 0.5f, 1, 0.1f, 0.1f, float.NaN, 0.2f);
        FaceBoxesDecoder decoder = new(new FaceBoxesParameters { Scores = "scores", Boxes = "boxes", FaceColumn = 1, Fractions = true });

        FaceDetection found = Assert.Single(Decode(decoder, outputs, new DecoderFrame(1, 320, 240, 0), 0.5));

        Assert.Equal((0.8f, new BoundingBox(80, 120, 80, 120)), (found.Confidence, found.Box));
        Assert.Null(found.Points);
        Assert.False(decoder.GivesPoints);
    }

    [Fact]
    public void FaceBoxes_OneScoreInPixelsInABatch_ReadsItsOwnItem()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("s", [2, 1], 0.6f, 0.7f).Add("b", [2, 1, 4], 1, 2, 3, 4, 50, 60, 20, 30);
        FaceBoxesDecoder decoder = new(new FaceBoxesParameters { Scores = "s", Boxes = "b", FaceColumn = 0, Form = BoxForm.CxCyWh });
        DecoderFrame frame = new(2, 100, 100, 0);
        List<FaceDetection> found = [];
        Bind(decoder, outputs, frame);

        decoder.Decode(outputs, frame, 1, 0.5, found);

        Assert.Equal(new BoundingBox(40, 45, 20, 30), Assert.Single(found).Box);
    }

    [Fact]
    public void FaceBoxes_WrongShapeOrColumn_SaysWhatIsExpected()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("s", [1, 3], 1, 1, 1).Add("b", [1, 2, 4], new float[8]);
        Assert.Contains("face-boxes expects [1, boxes, classes] and [1, boxes, 4]", Assert.Single(Problems(new FaceBoxesDecoder(new FaceBoxesParameters { Scores = "s", Boxes = "b" }), outputs)), StringComparison.Ordinal);
        HandMadeOutputs one = new HandMadeOutputs().Add("s", [1, 2], 1, 1).Add("b", [1, 2, 4], new float[8]);
        Assert.Contains("faceColumn in model.yaml is 1; expected 0 to 0", Assert.Single(Problems(new FaceBoxesDecoder(new FaceBoxesParameters { Scores = "s", Boxes = "b", FaceColumn = 1 }), one)), StringComparison.Ordinal);
    }

    [Fact]
    public void FaceBoxes_NoBoxAtAll_IsNothingFound()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("s", [1, 0, 2]).Add("b", [1, 0, 4]);
        FaceBoxesDecoder decoder = new(new FaceBoxesParameters { Scores = "s", Boxes = "b", FaceColumn = 1, Nms = false });
        Assert.Empty(Decode(decoder, outputs, new DecoderFrame(1, 100, 100, 0), 0.5));
    }

    [Fact]
    public void OutputsInPlanes_AreRefused_ForTheirNumbersWouldBeMixed()
    {
        HandMadeOutputs boxes = new HandMadeOutputs().Add("s", [1, 3, 1], 1, 1, 1).Add("b", [1, 4, 3], new float[12]);
        Assert.Contains("and [1, 4, 3]; face-boxes expects", Assert.Single(Problems(new FaceBoxesDecoder(new FaceBoxesParameters { Scores = "s", Boxes = "b", FaceColumn = 0 }), boxes)), StringComparison.Ordinal);

        FaceFivePointsParameters parameters = new() { Levels = [new FaceLevel(8, "s", null, "b", "p")], Anchors = 1, Form = FaceBoxForm.Distances, Sigmoid = true };
        HandMadeOutputs points = new HandMadeOutputs().Add("s", [1, 1, 2, 3], new float[6]).Add("b", [1, 4, 2, 3], new float[24]).Add("p", [1, 10, 2, 3], new float[60]);
        Assert.Equal(2, Problems(new FaceFivePointsDecoder(parameters), points, new DecoderFrame(1, 24, 16, 0)).Count);
    }

    [Fact]
    public void FaceFivePoints_TwoGrids_ReadsCellsBoxesAndPoints()
    {
        FaceFivePointsDecoder decoder = new(s_twoGrids);

        List<FaceDetection> found = Decode(decoder, Grids(24, 16, (8, 4, 0.64f, 1f), (16, 1, 0.81f, 0.36f)), new DecoderFrame(1, 24, 16, 0), 0.5);

        // Stride 8 has 3 x 2 cells: cell 4 is column 1, row 1. Stride 16 has 2 x 1: cell 1 is column 1, row 0; the grid goes beyond the picture.
        Assert.Equal([0.8f, 0.54f], found.Select(f => f.Confidence));
        Assert.Equal([BoundingBox.FromCxCyWh(12, 12, 8, 16), BoundingBox.FromCxCyWh(24, 8, 16, 32)], found.Select(f => f.Box));
        Assert.Equal([new(8, 8), new(8.8, 8.8), new(9.6, 9.6), new(10.4, 10.4), new(11.2, 11.2)], found[0].Points!.Select(p => new ImagePoint(Math.Round(p.X, 4), Math.Round(p.Y, 4))));
    }

    [Fact]
    public void FaceFivePoints_NumbersThatAreNone_AreLeftOut()
    {
        FaceFivePointsDecoder decoder = new(s_twoGrids);
        DecoderFrame frame = new(1, 24, 16, 0);
        Assert.Empty(Decode(decoder, Grids(24, 16, (8, 0, float.NaN, 1), (8, 1, 1, float.NaN), (16, 0, float.NegativeInfinity, 1)), frame, 1e-6));
        Assert.Empty(Decode(decoder, Grids(24, 16, broken: true, (8, 0, 1, 1)), frame, 0.5));
    }

    [Fact]
    public void FaceFivePoints_DistancesWithSeveralPlacesForACell_AreReadFromItsCorner()
    {
        FaceFivePointsParameters parameters = new() { Levels = [new FaceLevel(8, "s", null, "b", "p")], Anchors = 2, Form = FaceBoxForm.Distances, Sigmoid = true };
        float[] scores = [.. Enumerable.Repeat(-20f, 8)], boxes = new float[32], points = new float[80];
        (scores[5], boxes[20], boxes[21], boxes[22], boxes[23]) = (2, 0.5f, 0.25f, 1, 2); // Place 5: the second of cell 2, column 0, row 1.
        HandMadeOutputs outputs = new HandMadeOutputs().Add("s", [8, 1], scores).Add("b", [8, 4], boxes).Add("p", [8, 10], points);

        FaceDetection found = Assert.Single(Decode(new FaceFivePointsDecoder(parameters), outputs, new DecoderFrame(1, 16, 16, 0), 0.5));

        Assert.Equal(0.8808f, found.Confidence, 1e-4f);
        Assert.Equal(BoundingBox.FromXyxy(-4, 6, 8, 24), found.Box);
    }

    [Fact]
    public void FaceFivePoints_OutputsOfAnotherSize_AreAProblemAndLaterAnError()
    {
        FaceFivePointsDecoder decoder = new(s_twoGrids);
        HandMadeOutputs outputs = Grids(24, 16);
        Assert.Contains("Check 'stride' and 'anchors'", Problems(decoder, outputs, new DecoderFrame(1, 64, 64, 0))[0], StringComparison.Ordinal);
        Bind(decoder, outputs, new DecoderFrame(1, 24, 16, 0));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => decoder.Decode(outputs, new DecoderFrame(1, 32, 40, 0), 0, 0.5, []));
        Assert.Contains("Set input.multipleOf in model.yaml to the largest stride", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedding_OneVectorForEachPicture_IsCopied()
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("e", [2, 3, 1, 1], 1, 2, 3, 4, 5, 6);
        EmbeddingDecoder decoder = new(new EmbeddingParameters());
        DecoderFrame frame = new(2, 112, 112, 0);
        Bind(decoder, outputs, frame);
        Assert.Equal(3, decoder.Length);
        Assert.Equal([4, 5, 6], decoder.Decode(outputs, frame, 1));
    }

    [Fact]
    public void Embedding_NoVectorOrNotFinite_IsRefused()
    {
        Assert.Contains("embedding expects [1, numbers]", Assert.Single(Problems(new EmbeddingDecoder(new EmbeddingParameters()), new HandMadeOutputs().Add("e", [1, 2, 2], 1, 2, 3, 4))), StringComparison.Ordinal);
        HandMadeOutputs outputs = new HandMadeOutputs().Add("e", [1, 2], 1, float.NaN);
        EmbeddingDecoder decoder = new(new EmbeddingParameters());
        DecoderFrame frame = new(1, 112, 112, 0);
        Bind(decoder, outputs, frame);
        Assert.Throws<InvalidOperationException>(() => decoder.Decode(outputs, frame, 0));
    }

    private static HandMadeOutputs Grids(int width, int height, params (int Stride, int Cell, float Class, float Objectness)[] faces)
        => Grids(width, height, broken: false, faces);

    // Every place says a box of 1 x e^ln2 cells about the cell's middle, and points on the diagonal from the cell's corner.
    private static HandMadeOutputs Grids(int width, int height, bool broken, params (int Stride, int Cell, float Class, float Objectness)[] faces)
    {
        HandMadeOutputs outputs = new();
        foreach (int stride in (int[])[8, 16])
        {
            int cells = ((width + stride - 1) / stride) * ((height + stride - 1) / stride);
            float[] classes = new float[cells], objectness = new float[cells];
            foreach ((_, int cell, float score, float objectScore) in faces.Where(f => f.Stride == stride))
            {
                (classes[cell], objectness[cell]) = (score, objectScore);
            }

            float[] boxes = [.. Enumerable.Range(0, cells).SelectMany(_ => new[] { 0.5f, 0.5f, 0, broken ? float.PositiveInfinity : MathF.Log(2) })];
            float[] points = [.. Enumerable.Range(0, cells).SelectMany(_ => Enumerable.Range(0, 10).Select(i => i / 2 * 0.1f))];
            outputs.Add($"cls_{stride}", [1, cells, 1], classes).Add($"obj_{stride}", [1, cells, 1], objectness).Add($"bbox_{stride}", [1, cells, 4], boxes).Add($"kps_{stride}", [1, cells, 10], points);
        }

        return outputs;
    }

    private static List<FaceDetection> Decode(IFaceDecoder decoder, HandMadeOutputs outputs, DecoderFrame frame, double minConfidence)
    {
        Bind(decoder, outputs, frame);
        List<FaceDetection> found = [];
        decoder.Decode(outputs, frame, 0, minConfidence, found);
        return [.. found.Select(f => f with { Box = new BoundingBox(Math.Round(f.Box.X, 4), Math.Round(f.Box.Y, 4), Math.Round(f.Box.Width, 4), Math.Round(f.Box.Height, 4)) })];
    }

    private static void Bind(IOutputDecoder decoder, HandMadeOutputs outputs, DecoderFrame frame) => Assert.Empty(Problems(decoder, outputs, frame));

    private static List<string> Problems(IOutputDecoder decoder, HandMadeOutputs outputs, DecoderFrame? frame = null)
    {
        List<string> problems = [];
        decoder.Bind(outputs, frame ?? new DecoderFrame(1, 112, 112, 0), problems);
        return problems;
    }
}
