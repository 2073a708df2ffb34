using System.Text;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>Writes small ONNX files by hand: the protobuf fields of ModelProto that a network of a few nodes needs.</summary>
internal sealed partial class TinyNetwork
{
    private const int Float = 1;
    private readonly List<byte[]> _nodes = [];

    /// <summary>The mean of each channel: input [N, 3, H, W], output [N, 3].</summary>
    public static byte[] ChannelMeans(string batch, int side, string height = "", string width = "")
        => new TinyNetwork().Node("GlobalAveragePool", ["picture"], "pooled").Node("Flatten", ["pooled"], "means")
            .Build(Value("picture", Dim(batch), Dim("3"), Dim(height.Length > 0 ? height : $"{side}"), Dim(width.Length > 0 ? width : $"{side}")), Value("means", Dim(batch), Dim("3")));

    /// <summary>As <see cref="ChannelMeans"/>, with another output that is one for all of a batch.</summary>
    public static byte[] MeansBesideBatchMean(int side)
        => new TinyNetwork().Node("GlobalAveragePool", ["picture"], "pooled").Node("Flatten", ["pooled"], "means").Node("ReduceMean", ["means"], "mean", Ints("axes", 0))
            .Build([Value("picture", Dim("N"), Dim("3"), Dim($"{side}"), Dim($"{side}"))], [Value("means", Dim("N"), Dim("3")), Value("mean", Dim("1"), Dim("3"))]);

    /// <summary>As <see cref="ChannelMeans"/>, with the answers of a batch one after the other in one row.</summary>
    public static byte[] MeansInOneRow(int side)
        => new TinyNetwork().Node("GlobalAveragePool", ["picture"], "pooled").Node("Flatten", ["pooled"], "flat", Int("axis", 0))
            .Build(Value("picture", Dim("N"), Dim("3"), Dim($"{side}"), Dim($"{side}")), Value("flat", Dim("1"), Dim("M")));

    /// <summary>As <see cref="ChannelMeans"/>, less the mean over the batch: an answer that depends on the company.</summary>
    public static byte[] MeansLessBatchMean(int side)
        => new TinyNetwork().Node("GlobalAveragePool", ["picture"], "pooled").Node("Flatten", ["pooled"], "flat")
            .Node("ReduceMean", ["flat"], "mean", Ints("axes", 0)).Node("Sub", ["flat", "mean"], "means")
            .Build(Value("picture", Dim("N"), Dim("3"), Dim($"{side}"), Dim($"{side}")), Value("means", Dim("N"), Dim("3")));

    /// <summary>As <see cref="ChannelMeans"/>, divided by their mean: of a black picture, no number.</summary>
    public static byte[] ChannelShares(string batch, int side)
        => new TinyNetwork().Node("GlobalAveragePool", ["picture"], "pooled").Node("Flatten", ["pooled"], "flat")
            .Node("ReduceMean", ["flat"], "mean", Ints("axes", 1)).Node("Div", ["flat", "mean"], "shares")
            .Build(Value("picture", Dim(batch), Dim("3"), Dim($"{side}"), Dim($"{side}")), Value("shares", Dim(batch), Dim("3")));

    /// <summary>Gives back what it sees: input and output [1, 3, side, side].</summary>
    public static byte[] Mirror(int side) => Mirror($"{side}", $"{side}");

    /// <summary>Gives back what it sees: input and output [1, 3, height, width], each a number or a name for any.</summary>
    public static byte[] Mirror(string height, string width)
        => new TinyNetwork().Node("Identity", ["picture"], "same")
            .Build(Value("picture", Dim("1"), Dim("3"), Dim(height), Dim(width)), Value("same", Dim("1"), Dim("3"), Dim(height), Dim(width)));

    /// <summary>Gives back what it sees, of any size, and says that it is of one size.</summary>
    public static byte[] MirrorThatStatesOneSize(int side)
        => new TinyNetwork().Node("Identity", ["picture"], "same")
            .Build(Value("picture", Dim("1"), Dim("3"), Dim("H"), Dim("W")), Value("same", Dim("1"), Dim("3"), Dim($"{side}"), Dim($"{side}")));

    /// <summary>
    /// The brightness of 8 x 16 tiles, less the picture's: input [batch, 3, 112, 112], output [batch, 128], as embeddings of faces have it.
    /// </summary>
    public static byte[] Tiles(string batch, string input, string output)
        => new TinyNetwork().Node("ReduceMean", [input], "grey", Ints("axes", 1))
            .Node("AveragePool", ["grey"], "tiles", Ints("kernel_shape", 14, 7), Ints("strides", 14, 7)).Node("Flatten", ["tiles"], "flat")
            .Node("ReduceMean", ["flat"], "mean", Ints("axes", 1)).Node("Sub", ["flat", "mean"], output)
            .Build(Value(input, Dim(batch), Dim("3"), Dim("112"), Dim("112")), Value(output, Dim(batch), Dim("128")));

    /// <summary>As <see cref="ChannelMeans"/>, but on the way there it makes numbers of many terabytes of one pixel.</summary>
    public static byte[] MeansOfATerabyte()
    {
        TinyNetwork network = new TinyNetwork().Node("Expand", ["picture", "shape"], "large").Node("GlobalAveragePool", ["large"], "pooled").Node("Flatten", ["pooled"], "means");
        network._weights.Add(Message(5, Join([Number(1, 4), Number(2, 7), Text(8, "shape"), .. new long[] { 1, 3, 2_000_000, 2_000_000 }.Select(n => Number(7, n))])));
        return network.Build(Value("picture", Dim("1"), Dim("3"), Dim("1"), Dim("1")), Value("means", Dim("1"), Dim("3")));
    }

    /// <summary>As <see cref="ChannelMeans"/>, plus three numbers that it reads from a file beside it.</summary>
    public static byte[] MeansPlusFile(int side, string location)
    {
        TinyNetwork network = new TinyNetwork().Node("GlobalAveragePool", ["picture"], "pooled").Node("Flatten", ["pooled"], "flat").Node("Add", ["flat", "extra"], "means");
        byte[] entry = Join([Text(1, "location"), Text(2, location)]);
        network._weights.Add(Message(5, Join([Number(1, 3), Number(2, Float), Text(8, "extra"), Message(13, entry), Number(14, 1)])));
        return network.Build(Value("picture", Dim("1"), Dim("3"), Dim($"{side}"), Dim($"{side}")), Value("means", Dim("1"), Dim("3")));
    }

    private TinyNetwork Node(string type, string[] inputs, string output, params byte[][] attributes)
    {
        byte[][] parts = [.. inputs.Select(i => Text(1, i)), Text(2, output), Text(4, type), .. attributes.Select(a => Message(5, a))];
        _nodes.Add(Message(1, Join(parts)));
        return this;
    }

    private byte[] Build(byte[] input, byte[] output)
    {
        byte[] graph = Join([.. _nodes, .. _weights, Text(2, "tiny"), Message(11, input), Message(12, output)]);
        return Join([Number(1, 8), Message(7, graph), Message(8, Join([Text(1, ""), Number(2, 13)]))]);
    }

    private static byte[] Value(string name, params byte[][] dimensions)
    {
        byte[] tensor = Join([Number(1, Float), Message(2, Join([.. dimensions.Select(d => Message(1, d))]))]);
        return Join([Text(1, name), Message(2, Message(1, tensor))]);
    }

    private static byte[] Dim(string size) => long.TryParse(size, out long number) ? Number(1, number) : Text(2, size);

    private static byte[] Ints(string name, params long[] values) => Join([Text(1, name), .. values.Select(v => Number(8, v)), Number(20, 7)]);

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] body) => Join([Varint(((ulong)field << 3) | 2), Varint((ulong)body.Length), body]);

    private static byte[] Number(int field, long value) => Join([Varint((ulong)field << 3), Varint((ulong)value)]);

    private static byte[] Join(byte[][] parts) => [.. parts.SelectMany(p => p)];

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
