using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Results.Durable;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>Named tensors with notes in one file, in the safetensors format: the header's length, the header as JSON, the numbers.</summary>
/// <remarks>A file appears whole or not at all: a former one of the same name survives when writing fails.</remarks>
public static class WeightFile
{
    private const long LargestHeader = 64 << 20;
    private const string Notes = "__metadata__";

    private static readonly (string Word, ScalarType Type, int Bytes)[] s_types =
        [("F32", ScalarType.Float32, 4), ("I64", ScalarType.Int64, 8), ("U8", ScalarType.Byte, 1)];

    /// <summary>Writes tensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">By name: 32-bit floats, 64-bit whole numbers or bytes.</param>
    /// <param name="notes">Texts by name.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        JsonObject header = new() { [Notes] = new JsonObject(notes.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value))) };
        long at = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            (string word, _, int bytes) = s_types.First(t => t.Type == tensor.dtype);
            long end = at + (tensor.numel() * bytes);
            header[name] = new JsonObject { ["dtype"] = word, ["shape"] = new JsonArray([.. tensor.shape.Select(d => (JsonNode)d)]), ["data_offsets"] = new JsonArray(at, end) };
            at = end;
        }

        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header, TrainingJson.Default.JsonObject), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        DurableFile.Commit(Path.GetFullPath(path), temporary =>
        {
            using FileStream file = File.Create(temporary);
            file.Write(length);
            file.Write(text);
            foreach (Tensor tensor in tensors.Values)
            {
                using Tensor plain = tensor.detach().contiguous();
                plain.WriteBytesToStream(file);
            }
        });
    }

    /// <summary>Reads tensors.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors, which the caller disposes, and the notes.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or damaged.</exception>
    public static (IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Notes) Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            byte[] length = new byte[8];
            file.ReadExactly(length);
            long size = BinaryPrimitives.ReadInt64LittleEndian(length);
            if (size is < 2 or > LargestHeader || size > file.Length - length.Length)
            {
                throw new InvalidDataException($"its header would have {size} bytes");
            }

            byte[] text = new byte[size];
            file.ReadExactly(text);
            JsonObject header = JsonSerializer.Deserialize(text, TrainingJson.Default.JsonObject) ?? throw new InvalidDataException("its header is empty");
            Dictionary<string, string> notes = header[Notes] is JsonObject found ? found.ToDictionary(n => n.Key, n => (string)n.Value!, StringComparer.Ordinal) : [];
            return (ReadTensors(file, header, length.Length + size), notes);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"The weights in '{path}' cannot be read: {e.Message}. The file is damaged or of another kind.", e);
        }
    }

    private static Dictionary<string, Tensor> ReadTensors(FileStream file, JsonObject header, long start)
    {
        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        try
        {
            foreach ((string name, JsonNode? entry) in header.Where(h => h.Key != Notes))
            {
                (_, ScalarType type, int bytes) = s_types.FirstOrDefault(t => t.Word == (string?)entry!["dtype"]);
                long[] shape = [.. entry!["shape"]!.AsArray().Select(d => (long)d!)];
                (long from, long to) = ((long)entry["data_offsets"]![0]!, (long)entry["data_offsets"]![1]!);
                long count = shape.Aggregate(1L, (a, b) => checked(a * b));
                if (bytes == 0 || shape.Any(d => d < 0) || from < 0 || to - from != count * bytes || start + to > file.Length)
                {
                    throw new InvalidDataException($"'{name}' does not lie within the file");
                }

                file.Position = start + from;
                Tensor tensor = empty(shape, type);
                tensors.Add(name, tensor);
                tensor.ReadBytesFromStream(file);
            }

            return tensors;
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }
    }
}
