using System.IO.MemoryMappedFiles;
using System.Text;

namespace ImageAnalytics.Inference.Engines;

/// <summary>Finds the files outside an ONNX file that its network reads weights from, without running anything.</summary>
/// <remarks>
/// Source of the numbers of fields: onnx.proto3 of ONNX. Read by hand: the protobuf library copies every message that it steps into, here the whole network.
/// </remarks>
internal static class OnnxExternalData
{
    private const int DeepestGraphs = 64, ExternalEntry = 13, EntryKey = 1, EntryValue = 2;
    private const string LocationKey = "location";

    private enum Part
    {
        Model,
        Graph,
        Function,
        Training,
        Node,
        Attribute,
        SparseTensor,
        Tensor,
    }

    /// <summary>The locations that tensors name, each once.</summary>
    /// <param name="model">The file's bytes.</param>
    /// <exception cref="InvalidDataException">They are no protobuf message.</exception>
    public static IReadOnlyList<string> Locations(ReadOnlySpan<byte> model)
    {
        List<string> found = [];
        Walk(model, Part.Model, 0, found);
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The locations that tensors of a large file name.</summary>
    /// <exception cref="InvalidDataException">It is no protobuf message, or larger than one can be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static unsafe IReadOnlyList<string> LocationsOf(string path)
    {
        long length = new FileInfo(path).Length;
        if (length is 0 or > int.MaxValue)
        {
            throw new InvalidDataException($"it has {length} bytes");
        }

        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return Locations(new ReadOnlySpan<byte>(start + view.PointerOffset, (int)length));
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static void Walk(ReadOnlySpan<byte> message, Part part, int depth, List<string> found)
    {
        if (depth > DeepestGraphs)
        {
            throw new InvalidDataException($"its parts are nested more than {DeepestGraphs} deep");
        }

        while (TryField(ref message, out int field, out ReadOnlySpan<byte> inner))
        {
            if (part == Part.Tensor && field == ExternalEntry)
            {
                AddLocation(inner, found);
            }
            else if (Inside(part, field) is { } next)
            {
                Walk(inner, next, depth + 1, found);
            }
        }
    }

    private static Part? Inside(Part part, int field) => (part, field) switch
    {
        (Part.Model, 7) => Part.Graph,
        (Part.Model, 20) => Part.Training,
        (Part.Model, 25) => Part.Function,
        (Part.Training, 1 or 2) => Part.Graph,
        (Part.Function, 7) => Part.Node,
        (Part.Function, 11) => Part.Attribute,
        (Part.Graph, 1) => Part.Node,
        (Part.Graph, 5) => Part.Tensor,
        (Part.Graph, 15) => Part.SparseTensor,
        (Part.Node, 5) => Part.Attribute,
        (Part.Attribute, 5 or 10) => Part.Tensor,
        (Part.Attribute, 6 or 11) => Part.Graph,
        (Part.Attribute, 22 or 23) => Part.SparseTensor,
        (Part.SparseTensor, 1 or 2) => Part.Tensor,
        _ => null,
    };

    private static void AddLocation(ReadOnlySpan<byte> entry, List<string> found)
    {
        string key = "", value = "";
        while (TryField(ref entry, out int field, out ReadOnlySpan<byte> text))
        {
            key = field == EntryKey ? Encoding.UTF8.GetString(text) : key;
            value = field == EntryValue ? Encoding.UTF8.GetString(text) : value;
        }

        if (key == LocationKey)
        {
            found.Add(value);
        }
    }

    /// <summary>Takes the next field; what has no length of its own is stepped over and gives field 0.</summary>
    private static bool TryField(ref ReadOnlySpan<byte> message, out int field, out ReadOnlySpan<byte> inner)
    {
        field = 0;
        inner = default;
        if (message.IsEmpty)
        {
            return false;
        }

        ulong tag = Varint(ref message);
        switch (tag & 7)
        {
            case 0: Varint(ref message); break;
            case 1: Take(ref message, sizeof(ulong)); break;
            case 5: Take(ref message, sizeof(uint)); break;
            case 2:
                inner = Take(ref message, Varint(ref message));
                field = (int)Math.Min(tag >> 3, int.MaxValue);
                break;
            default: throw new InvalidDataException($"it has a field of the wire type {tag & 7}");
        }

        return true;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, ulong length)
    {
        if (length > (ulong)message.Length)
        {
            throw new InvalidDataException("a part is longer than what it lies in");
        }

        ReadOnlySpan<byte> taken = message[..(int)length];
        message = message[(int)length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int i = 0; i < 10; i++)
        {
            if (i >= message.Length)
            {
                break;
            }

            value |= (ulong)(message[i] & 0x7F) << (7 * i);
            if (message[i] < 0x80)
            {
                message = message[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("a number in it does not end");
    }
}
