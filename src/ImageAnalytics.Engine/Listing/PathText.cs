using System.Text;
using System.Text.Unicode;

namespace ImageAnalytics.Engine.Listing;

/// <summary>File names as text. On Linux a name is any bytes; the text form is reversible and always valid Unicode.</summary>
/// <remarks>
/// UTF-8 is decoded as it is. A byte that is no UTF-8 becomes <c>\xNN</c>, and a backslash that stands before what looks like such
/// an escape becomes <c>\x5C</c>. All other names, with backslashes or not, are their own text.
/// </remarks>
public static class PathText
{
    /// <summary>The text form of a name or path.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes) && !LooksEscaped(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        StringBuilder text = new(bytes.Length + 16);
        while (!bytes.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(bytes, out Rune rune, out int used) == System.Buffers.OperationStatus.Done;
            if (valid && !(rune.Value == '\\' && IsEscape(bytes)))
            {
                text.Append(rune);
                bytes = bytes[used..];
                continue;
            }

            for (int i = 0; i < used; i++)
            {
                text.Append("\\x").Append(bytes[i].ToString("X2", null));
            }

            bytes = bytes[used..];
        }

        return text.ToString();
    }

    /// <summary>The bytes that a text form stands for, without a terminating zero.</summary>
    public static byte[] ToBytes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (!LooksEscaped(utf8))
        {
            return utf8;
        }

        int written = 0;
        for (int i = 0; i < utf8.Length; written++)
        {
            if (IsEscape(utf8.AsSpan(i)))
            {
                utf8[written] = (byte)((HexValue(utf8[i + 2]) << 4) | HexValue(utf8[i + 3]));
                i += 4;
            }
            else
            {
                utf8[written] = utf8[i++];
            }
        }

        return utf8[..written];
    }

    private static bool LooksEscaped(ReadOnlySpan<byte> bytes)
    {
        for (int at = bytes.IndexOf((byte)'\\'); at >= 0;)
        {
            if (IsEscape(bytes[at..]))
            {
                return true;
            }

            int next = bytes[(at + 1)..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool IsEscape(ReadOnlySpan<byte> at)
        => at.Length >= 4 && at[0] == '\\' && at[1] == 'x' && char.IsAsciiHexDigit((char)at[2]) && char.IsAsciiHexDigit((char)at[3]);
}
