using System.Runtime.InteropServices;

namespace ImageAnalytics.Inference.Tests.Support;

/// <content>Networks with the inputs and outputs of published ones, whose answers can be computed by hand.</content>
internal sealed partial class TinyNetwork
{
    /// <summary>A classifier: class c of the first three has the mean of channel c as the network sees it, all others 0.</summary>
    /// <param name="output">The output's name.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="side">Side of the input.</param>
    public static byte[] MeansAsClasses(string output, int classes, int side)
        => new TinyNetwork().Means("picture").Weights("spread", [3, classes], Spread(classes, 0, 1))
            .Node("MatMul", ["means", "spread"], output)
            .Build(Picture("picture", side), Value(output, Dim("1"), Dim($"{classes}")));

    /// <summary>
    /// A detector that gives the same cells for every picture, but for the scores of the first three classes: each is the mean of a channel over 255.
    /// </summary>
    /// <param name="side">Side of the input.</param>
    /// <param name="cells">Number of cells.</param>
    /// <param name="values">What every cell says, shape [cells, 85].</param>
    /// <param name="integers">Whether the means are rounded to 8-bit integers on their way, as in a quantised network.</param>
    public static byte[] FixedCells(int side, int cells, float[] values, bool integers)
    {
        const int Numbers = 85, FirstClass = 5;
        TinyNetwork network = new TinyNetwork().Means("images")
            .Weights("spread", [3, Numbers], Spread(Numbers, FirstClass, 1 / 255f)).Weights("cells", [1, cells, Numbers], values);
        if (integers)
        {
            network.Weights("step", [], [1]).Bytes("zero", 0)
                .Node("QuantizeLinear", ["means", "step", "zero"], "rounded").Node("DequantizeLinear", ["rounded", "step", "zero"], "widened");
        }

        return network.Node("MatMul", [integers ? "widened" : "means", "spread"], "scores").Node("Add", ["cells", "scores"], "output")
            .Build(Picture("images", side), Value("output", Dim("1"), Dim($"{cells}"), Dim($"{Numbers}")));
    }

    private static byte[] Picture(string name, int side) => Value(name, Dim("1"), Dim("3"), Dim($"{side}"), Dim($"{side}"));

    private static float[] Spread(int columns, int first, float factor)
    {
        float[] values = new float[3 * columns];
        for (int channel = 0; channel < 3; channel++)
        {
            values[(channel * columns) + first + channel] = factor;
        }

        return values;
    }

    private TinyNetwork Means(string input) => Node("GlobalAveragePool", [input], "pooled").Node("Flatten", ["pooled"], "means");

    private TinyNetwork Weights(string name, long[] shape, float[] values)
    {
        const int FloatType = 1;
        return Tensor(name, shape, FloatType, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    private TinyNetwork Bytes(string name, byte value)
    {
        const int ByteType = 2;
        return Tensor(name, [], ByteType, [value]);
    }

    // TensorProto: dimensions, kind of number, name, numbers as they lie in memory.
    private TinyNetwork Tensor(string name, long[] shape, int type, byte[] values)
    {
        _weights.Add(Message(5, Join([.. shape.Select(s => Number(1, s)), Number(2, type), Text(8, name), Message(9, values)])));
        return this;
    }
}
