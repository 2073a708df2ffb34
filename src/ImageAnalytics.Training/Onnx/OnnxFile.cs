using Google.Protobuf;

namespace ImageAnalytics.Training.Onnx;

/// <summary>Writes a graph as an ONNX file (IR version 8). Field numbers are those of the published onnx.proto.</summary>
public static class OnnxFile
{
    private const int IrVersion = 8;

    // What AttributeProto.AttributeType says.
    private const int FloatAttribute = 1, IntAttribute = 2, StringAttribute = 3, FloatsAttribute = 6, IntsAttribute = 7;

    /// <summary>The bytes of the file. Equal graphs give equal bytes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The graph's name.</param>
    public static byte[] Write(OnnxGraph graph, string name)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Message(model =>
        {
            Number(model, 1, IrVersion);
            Text(model, 2, "ImageAnalytics");
            Part(model, 7, inner => WriteGraph(inner, graph, name));
            Part(model, 8, set => Number(set, 2, OnnxGraph.OperatorSet));
        });
    }

    private static void WriteGraph(CodedOutputStream to, OnnxGraph graph, string name)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            Part(to, 1, inner => WriteNode(inner, node));
        }

        Text(to, 2, name);
        foreach (OnnxTensor tensor in graph.Tensors)
        {
            Part(to, 5, inner => WriteTensor(inner, tensor));
        }

        foreach (OnnxValue value in graph.Inputs)
        {
            Part(to, 11, inner => WriteValue(inner, value));
        }

        foreach (OnnxValue value in graph.Outputs)
        {
            Part(to, 12, inner => WriteValue(inner, value));
        }
    }

    private static void WriteNode(CodedOutputStream to, OnnxNode node)
    {
        foreach (string input in node.Inputs)
        {
            Text(to, 1, input);
        }

        foreach (string output in node.Outputs)
        {
            Text(to, 2, output);
        }

        Text(to, 3, node.Name);
        Text(to, 4, node.Operator);
        foreach ((string name, object value) in node.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Part(to, 5, inner => WriteAttribute(inner, name, value));
        }
    }

    private static void WriteAttribute(CodedOutputStream to, string name, object value)
    {
        Text(to, 1, name);
        switch (value)
        {
            case float number:
                to.WriteTag(2, WireFormat.WireType.Fixed32);
                to.WriteFloat(number);
                Number(to, 20, FloatAttribute);
                break;
            case long number:
                Number(to, 3, number);
                Number(to, 20, IntAttribute);
                break;
            case string text:
                Text(to, 4, text);
                Number(to, 20, StringAttribute);
                break;
            case IReadOnlyList<float> numbers:
                foreach (float number in numbers)
                {
                    to.WriteTag(7, WireFormat.WireType.Fixed32);
                    to.WriteFloat(number);
                }

                Number(to, 20, FloatsAttribute);
                break;
            case IReadOnlyList<long> numbers:
                foreach (long number in numbers)
                {
                    Number(to, 8, number);
                }

                Number(to, 20, IntsAttribute);
                break;
            default:
                throw new ArgumentException($"The attribute '{name}' is a {value.GetType().Name}; expected long, float, string, or a list of long or float.", nameof(value));
        }
    }

    private static void WriteTensor(CodedOutputStream to, OnnxTensor tensor)
    {
        foreach (long dimension in tensor.Shape)
        {
            Number(to, 1, dimension);
        }

        Number(to, 2, (int)tensor.Type);
        Text(to, 8, tensor.Name);
        to.WriteTag(9, WireFormat.WireType.LengthDelimited);
        to.WriteBytes(ByteString.CopyFrom(tensor.Raw));
    }

    private static void WriteValue(CodedOutputStream to, OnnxValue value)
    {
        Text(to, 1, value.Name);
        Part(to, 2, type => Part(type, 1, tensor =>
        {
            Number(tensor, 1, (int)value.Type);
            if (value.Shape.Count == 0)
            {
                return;
            }

            Part(tensor, 2, shape =>
            {
                foreach (object dimension in value.Shape)
                {
                    Part(shape, 1, inner => WriteDimension(inner, dimension));
                }
            });
        }));
    }

    private static void WriteDimension(CodedOutputStream to, object dimension)
    {
        if (dimension is string name)
        {
            Text(to, 2, name);
        }
        else
        {
            Number(to, 1, Convert.ToInt64(dimension, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void Number(CodedOutputStream to, int field, long value)
    {
        to.WriteTag(field, WireFormat.WireType.Varint);
        to.WriteInt64(value);
    }

    private static void Text(CodedOutputStream to, int field, string value)
    {
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteString(value);
    }

    private static void Part(CodedOutputStream to, int field, Action<CodedOutputStream> write)
    {
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using MemoryStream bytes = new();
        using CodedOutputStream to = new(bytes, leaveOpen: true);
        write(to);
        to.Flush();
        return bytes.ToArray();
    }
}
