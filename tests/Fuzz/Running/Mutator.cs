using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Changes inputs: bits, numbers of all sizes and orders, blocks, words of the format, parts of other inputs, and repetition. Equal seeds change equally.</summary>
internal sealed class Mutator(int seed, int maxBytes, IReadOnlyList<byte[]> tokens)
{
    private static readonly long[] s_numbers =
    [
        0, 1, -1, 2, 3, 4, 7, 8, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256, 1000, 4095, 4096, 32767, 32768, 65535, 65536, 1 << 20, (1 << 24) - 1, 100_000_000,
        int.MaxValue - 1, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] s_texts =
    [
        "0", "-1", "1", "0.5", "-0", "1e308", "1e999", "NaN", "nan", "Infinity", "2147483647", "2147483648", "-2147483649", "4294967295", "4294967296", "9223372036854775807",
        "9223372036854775808", "1e9", "100000000", "null", "true", "\"\"", "[]", "{}", "\0", "\uFEFF", "\u202E", "\uD83D\uDE00", "\r\n", "\n", "\t", " ", "..", "../", "/", "\\", "'", "\"",
    ];

    private readonly Random _random = new(seed);
    private readonly byte[] _work = new byte[maxBytes];
    private int _length;

    /// <summary>Changes an input.</summary>
    /// <param name="input">The input; stays as it is.</param>
    /// <param name="other">Another, parts of which may come in.</param>
    public byte[] Mutate(ReadOnlySpan<byte> input, ReadOnlySpan<byte> other)
    {
        _length = Math.Min(input.Length, maxBytes);
        input[.._length].CopyTo(_work);
        for (int left = 1 << _random.Next(5); left > 0; left--)
        {
            Step(other);
        }

        return _work[.._length];
    }

    private void Step(ReadOnlySpan<byte> other)
    {
        switch (_random.Next(16))
        {
            case 0 when _length > 0:
                _work[Place()] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when _length > 0:
                _work[Place()] = (byte)_random.Next(256);
                break;
            case 2 when _length > 0:
                _work[Place()] += (byte)(_random.Next(2) == 0 ? _random.Next(1, 36) : -_random.Next(1, 36));
                break;
            case 3 or 4:
                Number();
                break;
            case 5 or 6 when tokens.Count > 0:
                Put(tokens[_random.Next(tokens.Count)]);
                break;
            case 7:
                Put(Encoding.UTF8.GetBytes(s_texts[_random.Next(s_texts.Length)]));
                break;
            case 8:
                Remove(Place(), BlockLength());
                break;
            case 9:
                Insert(Place(), Block());
                break;
            case 10:
                Overwrite(Place(), Block());
                break;
            case 11:
                Put(Cut(other));
                break;
            case 12:
                Repeat();
                break;
            case 13:
                _length = _random.Next(4) == 0 ? Place() : _length;
                break;
            case 14:
                TextNumber();
                break;
            default:
                Insert(Place(), [(byte)_random.Next(256)]);
                break;
        }
    }

    private int Place() => _length == 0 ? 0 : _random.Next(_length);

    private int BlockLength() => _random.Next(1, 2 + (int)Math.Min(_length, 1L << _random.Next(1, 11)));

    private byte[] Block()
    {
        int from = Place();
        return _work.AsSpan(from, Math.Min(BlockLength(), _length - from)).ToArray();
    }

    private ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> other)
    {
        int from = other.Length == 0 ? 0 : _random.Next(other.Length);
        return other.Slice(from, Math.Min(other.Length - from, 1 << _random.Next(11)));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (_random.Next(2) == 0)
        {
            Insert(Place(), bytes);
        }
        else
        {
            Overwrite(Place(), bytes);
        }
    }

    private void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        int length = Math.Min(bytes.Length, maxBytes - _length);
        _work.AsSpan(at, _length - at).CopyTo(_work.AsSpan(at + length));
        bytes[..length].CopyTo(_work.AsSpan(at));
        _length += length;
    }

    private void Overwrite(int at, ReadOnlySpan<byte> bytes)
    {
        int length = Math.Min(bytes.Length, maxBytes - at);
        bytes[..length].CopyTo(_work.AsSpan(at));
        _length = Math.Max(_length, at + length);
    }

    private void Remove(int at, int length)
    {
        length = Math.Min(length, _length - at);
        _work.AsSpan(at + length, _length - at - length).CopyTo(_work.AsSpan(at));
        _length -= length;
    }

    // Nesting without end is made of one short word many times.
    private void Repeat()
    {
        byte[] word = tokens.Count > 0 && _random.Next(2) == 0 ? tokens[_random.Next(tokens.Count)] : Block();
        int at = Place();
        for (int left = 1 << _random.Next(1, 13); left > 0 && word.Length > 0 && _length < maxBytes; left--)
        {
            Insert(at, word);
        }
    }

    private void Number()
    {
        int bytes = 1 << _random.Next(4), at = Place();
        if (_length < bytes)
        {
            return;
        }

        at = Math.Min(at, _length - bytes);
        bool big = _random.Next(2) == 0;
        Span<byte> wide = stackalloc byte[8];
        long value = s_numbers[_random.Next(s_numbers.Length)];
        if (_random.Next(3) == 0)
        {
            wide.Clear();
            _work.AsSpan(at, bytes).CopyTo(big ? wide[(8 - bytes)..] : wide);
            value = (big ? BinaryPrimitives.ReadInt64BigEndian(wide) : BinaryPrimitives.ReadInt64LittleEndian(wide)) + _random.Next(-16, 17);
        }

        if (big)
        {
            BinaryPrimitives.WriteInt64BigEndian(wide, value);
            wide[(8 - bytes)..].CopyTo(_work.AsSpan(at));
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(wide, value);
            wide[..bytes].CopyTo(_work.AsSpan(at));
        }
    }

    // Another number where there are digits.
    private void TextNumber()
    {
        int from = Place();
        int found = _work.AsSpan(from, _length - from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (found < 0)
        {
            return;
        }

        int at = from + found, end = at;
        while (end < _length && char.IsAsciiDigit((char)_work[end]))
        {
            end++;
        }

        string text = _random.Next(3) switch
        {
            0 => _random.Next(1000).ToString(CultureInfo.InvariantCulture),
            1 => s_numbers[_random.Next(s_numbers.Length)].ToString(CultureInfo.InvariantCulture),
            _ => s_texts[_random.Next(15)],
        };
        Remove(at, end - at);
        Insert(at, Encoding.ASCII.GetBytes(text));
    }
}
