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
    /// <summary>Writes tensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">By name: 32-bit floats, 64-bit whole numbers or bytes.</param>
    /// <param name="notes">Texts by name.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        JsonObject header = new() { [WeightHeader.NotesName] = new JsonObject(notes.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value))) };
        long at = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            (string word, _, int bytes) = WeightHeader.Types.First(t => t.Type == tensor.dtype);
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
            WeightHeader header = WeightHeader.Read(file);
            return (ReadTensors(file, header.Tensors), header.Notes);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"The weights in '{path}' cannot be read: {e.Message}. The file is damaged or of another kind.", e);
        }
    }

    private static Dictionary<string, Tensor> ReadTensors(FileStream file, IReadOnlyList<WeightEntry> entries)
    {
        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        try
        {
            foreach (WeightEntry entry in entries)
            {
                file.Position = entry.Offset;
                Tensor tensor = empty(entry.Shape, entry.Type);
                tensors.Add(entry.Name, tensor);
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
