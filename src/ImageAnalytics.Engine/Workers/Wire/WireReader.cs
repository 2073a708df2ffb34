using System.Buffers.Binary;
using System.Text;

namespace ImageAnalytics.Engine.Workers.Wire;

/// <summary>Reads what <see cref="WireWriter"/> wrote. The other side's memory may be corrupt: every length is checked against what is there.</summary>
/// <exception cref="InvalidDataException">Of every member: the bytes are no such value.</exception>
internal sealed class WireReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _left = bytes;

    /// <summary>Reads a whole message: nothing may be left behind it.</summary>
    public static T Whole<T>(ReadOnlyMemory<byte> bytes, Func<WireReader, T> read)
    {
        WireReader from = new(bytes);
        T value = read(from);
        return from._left.IsEmpty ? value : throw Broken($"{from._left.Length} bytes lie behind its end");
    }

    public bool Bool() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw Broken($"{other} stands where 0 or 1 must"),
    };

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A finite number.</summary>
    public double Double()
    {
        double value = BitConverter.Int64BitsToDouble(Long());
        return double.IsFinite(value) ? value : throw Broken("a number is not finite");
    }

    /// <inheritdoc cref="Double" />
    public float Single()
    {
        float value = BitConverter.Int32BitsToSingle(Int());
        return float.IsFinite(value) ? value : throw Broken("a number is not finite");
    }

    public int? OptionalInt() => Bool() ? Int() : null;

    public string Text() => Encoding.UTF8.GetString(Take(Int()));

    public string? OptionalText() => Bool() ? Text() : null;

    public T? Optional<T>(Func<WireReader, T> read)
        where T : class
        => Bool() ? read(this) : null;

    /// <summary>How many items follow; no more than there are bytes.</summary>
    public int Count()
    {
        int count = Int();
        return count >= 0 && count <= _left.Length // An item takes a byte at least.
            ? count
            : throw Broken($"it announces {count} items in {_left.Length} bytes");
    }

    public List<T> List<T>(Func<WireReader, T> read)
    {
        List<T> values = [];
        for (int left = Count(); left > 0; left--)
        {
            values.Add(read(this));
        }

        return values;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _left.Length)
        {
            throw Broken($"it announces {length} bytes where {_left.Length} are left");
        }

        ReadOnlySpan<byte> taken = _left.Span[..length];
        _left = _left[length..];
        return taken;
    }

    private static InvalidDataException Broken(string what) => new($"A message between supervisor and worker is broken: {what}.");
}
