using System.Runtime.InteropServices;

namespace ImageAnalytics.Inference.Tests.Support;

/// <content>Two-stage detectors of a few nodes that see plain squares of red, green and blue on black.</content>
internal sealed partial class TinyNetwork
{
    private const int Long = 7, RegionOpset = 16;
    private readonly List<byte[]> _weights = [];

    /// <summary>
    /// Proposals: input "picture" [1, 3, H, W], 0 to 1; cells of 8 pixels, one anchor of 16 x 16 about a cell's origin. "scores" is the mean brightness of
    /// the anchor's pixels, "deltas" are 0, "features" are the means of each cell's pixels.
    /// </summary>
    public static byte[] Proposals()
        => new TinyNetwork()
            .Floats("mean16", [1, 3, 16, 16], Filled(3 * 256, 1 / 256f)).Floats("zero16", [4, 3, 16, 16], new float[4 * 3 * 256])
            .Add("Conv", ["picture", "mean16"], ["scores"], Ints("strides", [8, 8]), Ints("pads", [0, 0, 8, 8]))
            .Add("Conv", ["picture", "zero16"], ["deltas"], Ints("strides", [8, 8]), Ints("pads", [0, 0, 8, 8]))
            .Add("AveragePool", ["picture"], ["features"], Ints("kernel_shape", [8, 8]), Ints("strides", [8, 8]))
            .Build(
                [Value("picture", Dim("1"), Dim("3"), Dim("H"), Dim("W"))],
                [Value("scores", Dim("1"), Dim("1"), Dim("h"), Dim("w")), Value("deltas", Dim("1"), Dim("4"), Dim("h"), Dim("w")), Value("features", Dim("1"), Dim("3"), Dim("h"), Dim("w"))]);

    /// <summary>What a proposal is: "scores" [R, 4] are 1 - colours, red, green, blue; "deltas" [R, 16] are 0 but for <paramref name="deltas"/>.</summary>
    public static byte[] Boxes(params (int Place, float Value)[] deltas)
    {
        float[] bias = new float[16];
        foreach ((int place, float value) in deltas)
        {
            bias[place] = value;
        }

        return new TinyNetwork()
            .Floats("w", [3, 4], [-1, 1, 0, 0, -1, 0, 1, 0, -1, 0, 0, 1]).Floats("b", [4], [1, 0, 0, 0]).Floats("zero", [3, 16], new float[48]).Floats("bias", [16], bias)
            .Regions(1).Add("Flatten", ["regions"], ["means"])
            .Add("Gemm", ["means", "w", "b"], ["scores"]).Add("Gemm", ["means", "zero", "bias"], ["deltas"])
            .Build(RegionInputs(), [Value("scores", Dim("R"), Dim("4")), Value("deltas", Dim("R"), Dim("16"))]);
    }

    /// <summary>As <see cref="Boxes"/> without own deltas, but each box comes with its picture's number before it, [R, 5], as Caffe2's networks have it.</summary>
    public static byte[] NumberedBoxes()
        => new TinyNetwork()
            .Floats("w", [3, 4], [-1, 1, 0, 0, -1, 0, 1, 0, -1, 0, 0, 1]).Floats("b", [4], [1, 0, 0, 0]).Floats("zero", [3, 16], new float[48])
            .Longs("edges", [4], [1, 2, 3, 4]).Longs("first", [], [0])
            .Add("Gather", ["rois", "edges"], ["boxes"], Int("axis", 1)).Add("Gather", ["rois", "first"], ["number"], Int("axis", 1))
            .Add("Cast", ["number"], ["batch"], Int("to", Long))
            .Regions(1).Add("Flatten", ["regions"], ["means"])
            .Add("Gemm", ["means", "w", "b"], ["scores"]).Add("MatMul", ["means", "zero"], ["deltas"])
            .Build(
                [Value("features", Dim("1"), Dim("3"), Dim("h"), Dim("w")), Value("rois", Dim("R"), Dim("5"))],
                [Value("scores", Dim("R"), Dim("4")), Value("deltas", Dim("R"), Dim("16"))]);

    /// <summary>Which part of a box has a class's colour: "masks" [R, 4, 8, 8], the background's plane first.</summary>
    public static byte[] Masks()
        => new TinyNetwork().Floats("w", [4, 3, 1, 1], [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1])
            .Regions(8).Add("Conv", ["regions", "w"], ["masks"])
            .Build(RegionInputs(), [Value("masks", Dim("R"), Dim("4"), Dim("8"), Dim("8"))]);

    /// <summary>
    /// A whole detector: for each colour that is there, a box that is always the same (x from 4 × colour, y from 2, 8 wide, 16 high), its brightest value as
    /// score, the colour's number from 1, and a soft mask of 2 x 2 whose left half is set.
    /// </summary>
    /// <param name="batched">Whether the picture comes with the dimension of the batch.</param>
    /// <param name="flatMasks">Whether masks come as [R, 2, 2] in place of [R, 1, 2, 2].</param>
    /// <param name="rows">How many boxes it states.</param>
    /// <param name="side">The side of the pictures that it takes; empty for any.</param>
    public static byte[] WholeDetector(bool batched, bool flatMasks, string rows = "R", string side = "")
    {
        string[] sides = side.Length > 0 ? ["3", side, side] : ["3", "H", "W"];
        byte[][] mask = flatMasks ? [Dim(rows), Dim("2"), Dim("2")] : [Dim(rows), Dim("1"), Dim("2"), Dim("2")];
        return new TinyNetwork()
            .Floats("all boxes", [3, 4], [0, 2, 8, 18, 4, 2, 12, 18, 8, 2, 16, 18]).Longs("all labels", [3], [1, 2, 3])
            .Floats("all masks", flatMasks ? [3, 2, 2] : [3, 1, 2, 2], [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]).Floats("half", [1], [0.5f])
            .Add("ReduceMax", ["picture"], ["colours"], Ints("axes", batched ? [0, 2, 3] : [1, 2]), Int("keepdims", 0))
            .Add("Greater", ["colours", "half"], ["there"])
            .Add("Compress", ["all boxes", "there"], ["boxes"], Int("axis", 0)).Add("Compress", ["colours", "there"], ["scores"], Int("axis", 0))
            .Add("Compress", ["all labels", "there"], ["labels"], Int("axis", 0)).Add("Compress", ["all masks", "there"], ["masks"], Int("axis", 0))
            .Build(
                [Value("picture", [.. (batched ? ["1", .. sides] : sides).Select(Dim)])],
                [Value("boxes", Dim(rows), Dim("4")), Value("scores", Dim(rows)), Typed("labels", Long, Dim(rows)), Value("masks", mask)]);
    }

    private static byte[][] RegionInputs()
        => [Value("features", Dim("1"), Dim("3"), Dim("h"), Dim("w")), Value("boxes", Dim("R"), Dim("4")), Typed("batch", Long, Dim("R"))];

    // Samples of a region's features, each at the middle of its part.
    private TinyNetwork Regions(int side)
        => Add("RoiAlign", ["features", "boxes", "batch"], ["regions"], Int("output_height", side), Int("output_width", side), Int("sampling_ratio", 2), Real("spatial_scale", 1 / 8f));

    private TinyNetwork Add(string type, string[] inputs, string[] outputs, params byte[][] attributes)
    {
        _nodes.Add(Message(1, Join([.. inputs.Select(i => Text(1, i)), .. outputs.Select(o => Text(2, o)), Text(4, type), .. attributes.Select(a => Message(5, a))])));
        return this;
    }

    private TinyNetwork Floats(string name, long[] shape, float[] values) => Weights(name, shape, Float, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private TinyNetwork Longs(string name, long[] shape, long[] values) => Weights(name, shape, Long, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private TinyNetwork Weights(string name, long[] shape, int type, byte[] raw)
    {
        _weights.Add(Message(5, Join([.. shape.Select(d => Number(1, d)), Number(2, type), Text(8, name), Message(9, raw)])));
        return this;
    }

    private byte[] Build(byte[][] inputs, byte[][] outputs)
    {
        byte[] graph = Join([.. _nodes, Text(2, "tiny"), .. _weights, .. inputs.Select(i => Message(11, i)), .. outputs.Select(o => Message(12, o))]);
        return Join([Number(1, 8), Message(7, graph), Message(8, Join([Text(1, ""), Number(2, RegionOpset)]))]);
    }

    private static byte[] Typed(string name, int type, params byte[][] dimensions)
    {
        byte[] tensor = Join([Number(1, type), Message(2, Join([.. dimensions.Select(d => Message(1, d))]))]);
        return Join([Text(1, name), Message(2, Message(1, tensor))]);
    }

    private static byte[] Int(string name, long value) => Join([Text(1, name), Number(3, value), Number(20, 2)]);

    private static byte[] Real(string name, float value) => Join([Text(1, name), Varint((2 << 3) | 5), BitConverter.GetBytes(value), Number(20, 1)]);

    private static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
