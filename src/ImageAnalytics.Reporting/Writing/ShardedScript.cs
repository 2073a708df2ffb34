using System.Buffers;
using System.Text.Json;

namespace ImageAnalytics.Reporting.Writing;

/// <summary>Writes rows as scripts of bounded size: <c>name-0.js</c>, <c>name-1.js</c> and so on, each an array.</summary>
/// <param name="folder">The report's folder.</param>
/// <param name="name">The name before the number.</param>
internal sealed class ShardedScript(string folder, string name) : IDisposable
{
    private const int Bytes = 600_000;
    private readonly ArrayBufferWriter<byte> _json = new();
    private Utf8JsonWriter? _writer;

    /// <summary>How many files there are, with the one that is being written.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a row.</summary>
    /// <returns>The number of the file that it is in.</returns>
    public int Add(Action<Utf8JsonWriter> write)
    {
        if (_writer is null)
        {
            Count++;
            _writer = new Utf8JsonWriter(_json);
            _writer.WriteStartArray();
        }

        write(_writer);
        int file = Count - 1;
        if (_writer.BytesCommitted + _writer.BytesPending > Bytes)
        {
            Flush();
        }

        return file;
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose() => Flush();

    private void Flush()
    {
        if (_writer is null)
        {
            return;
        }

        _writer.WriteEndArray();
        _writer.Dispose();
        _writer = null;
        ScriptFile.Write(folder, $"{name}-{Count - 1}", _json.WrittenSpan);
        _json.ResetWrittenCount();
    }
}
