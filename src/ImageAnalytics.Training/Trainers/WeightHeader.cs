using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>What the header of a file of weights says, checked before any tensor is made.</summary>
/// <param name="Tensors">The tensors, each within the file.</param>
/// <param name="Notes">Texts by name.</param>
internal sealed record WeightHeader(IReadOnlyList<WeightEntry> Tensors, IReadOnlyDictionary<string, string> Notes)
{
    /// <summary>The name in the header below which notes stand.</summary>
    public const string NotesName = "__metadata__";

    private const long LargestHeader = 64 << 20;
    private const int LengthBytes = 8, MaxDepth = 8, MostDimensions = 16;

    /// <summary>The types by their words, with the bytes of a number.</summary>
    public static IReadOnlyList<(string Word, ScalarType Type, int Bytes)> Types { get; } =
        [("F32", ScalarType.Float32, 4), ("I64", ScalarType.Int64, 8), ("U8", ScalarType.Byte, 1)];

    /// <summary>Reads a header.</summary>
    /// <param name="file">The file, from its beginning; borrowed.</param>
    /// <exception cref="InvalidDataException">It is no such header, or announces what the file does not hold; a sentence without its end.</exception>
    /// <exception cref="IOException">The file cannot be read, or ends early.</exception>
    public static WeightHeader Read(Stream file)
    {
        byte[] length = new byte[LengthBytes];
        file.ReadExactly(length);
        long size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size is < 2 or > LargestHeader || size > file.Length - LengthBytes)
        {
            throw new InvalidDataException($"its header would have {size} bytes");
        }

        byte[] text = new byte[size];
        file.ReadExactly(text);
        try
        {
            using JsonDocument header = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return Read(header.RootElement, LengthBytes + size, file.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"its header is damaged ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static WeightHeader Read(JsonElement header, long start, long fileLength)
    {
        List<WeightEntry> tensors = [];
        Dictionary<string, string> notes = new(StringComparer.Ordinal);
        foreach (JsonProperty entry in header.EnumerateObject())
        {
            if (entry.Name != NotesName)
            {
                tensors.Add(ReadTensor(entry.Name, entry.Value, start, fileLength));
                continue;
            }

            foreach (JsonProperty note in entry.Value.EnumerateObject())
            {
                notes.Add(note.Name, note.Value.GetString() ?? "");
            }
        }

        return new WeightHeader(tensors, notes);
    }

    private static WeightEntry ReadTensor(string name, JsonElement entry, long start, long fileLength)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("dtype", out JsonElement word) || !entry.TryGetProperty("shape", out JsonElement sizes)
            || !entry.TryGetProperty("data_offsets", out JsonElement offsets) || sizes.GetArrayLength() > MostDimensions || offsets.GetArrayLength() != 2)
        {
            throw new InvalidDataException($"'{name}' has no type, shape and place");
        }

        string? written = word.GetString();
        (_, ScalarType type, int bytes) = Types.FirstOrDefault(t => t.Word == written);
        if (bytes == 0)
        {
            throw new InvalidDataException($"'{name}' has the type '{written}', expected one of {string.Join(", ", Types.Select(t => t.Word))}");
        }

        long[] shape = [.. sizes.EnumerateArray().Select(s => s.GetInt64())];
        (long from, long to) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (shape.Any(s => s < 0) || from < 0 || to < from || to > fileLength - start || to - from != BytesOf(shape, bytes, fileLength))
        {
            throw new InvalidDataException($"'{name}' does not lie within the file");
        }

        return new WeightEntry(name, type, shape, start + from);
    }

    // More than the file has counts as one byte more: the product of any dimensions fits.
    private static long BytesOf(long[] shape, int bytes, long fileLength)
        => shape.Contains(0) ? 0 : shape.Aggregate((long)bytes, (product, size) => product > fileLength / size ? fileLength + 1 : product * size);
}
