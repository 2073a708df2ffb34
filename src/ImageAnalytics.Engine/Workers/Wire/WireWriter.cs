using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ImageAnalytics.Engine.Workers.Wire;

/// <summary>Writes the values of which messages between supervisor and worker are made: numbers little-endian, texts and lists after their length.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    /// <summary>What was written; valid until the next value.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Bool(bool value)
    {
        _bytes.GetSpan(1)[0] = value ? (byte)1 : (byte)0;
        _bytes.Advance(1);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    public void Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    public void Single(float value) => Int(BitConverter.SingleToInt32Bits(value));

    public void OptionalInt(int? value)
    {
        Bool(value is not null);
        if (value is { } number)
        {
            Int(number);
        }
    }

    /// <summary>As UTF-8; half a surrogate pair becomes U+FFFD.</summary>
    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void OptionalText(string? value)
    {
        Bool(value is not null);
        if (value is not null)
        {
            Text(value);
        }
    }

    /// <summary>A value that may be missing, by its own writer.</summary>
    public void Optional<T>(T? value, Action<WireWriter, T> write)
        where T : class
    {
        Bool(value is not null);
        if (value is not null)
        {
            write(this, value);
        }
    }

    public void List<T>(IReadOnlyList<T> values, Action<WireWriter, T> write)
    {
        Int(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            write(this, values[i]);
        }
    }
}
