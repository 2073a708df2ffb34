using System.Globalization;
using System.Text;

namespace ImageAnalytics.Imaging;

/// <summary>Reads the text header of a Netpbm file (netpbm's pbm, pgm, ppm and pam pages) and checks that all samples are there.</summary>
internal static class PnmInspector
{
    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        Inspection found = new(ImageFormat.Pnm);
        int kind = bytes[1] - '0';
        if (kind == 7)
        {
            ReadPam(found, bytes);
            return found;
        }

        int at = 2;
        long width = ReadNumber(bytes, ref at), height = ReadNumber(bytes, ref at);
        long max = kind is 1 or 4 ? 1 : ReadNumber(bytes, ref at);
        if (width < 0 || height < 0 || max < 0)
        {
            ReportHeader(found, bytes, at);
            return found;
        }

        if (max is < 1 or > 65535)
        {
            found.FailDamaged($"its header announces samples up to {max}; expected 1 to 65535");
        }
        else if (found.SetSize(width, height))
        {
            // One blank stands between the header and binary samples.
            found.Pnm = new PnmLayout(kind, kind <= 3 ? at : at + 1, (int)max, kind is 3 or 6 ? 3 : 1);
            CheckSamples(found, bytes, kind, at, max);
        }

        return found;
    }

    private static void CheckSamples(Inspection found, ReadOnlySpan<byte> bytes, int kind, int at, long max)
    {
        Int128 pixels = (Int128)found.Width * found.Height;
        Int128 row = kind switch
        {
            4 => (found.Width + 7) / 8,
            5 => (Int128)found.Width * (max > 255 ? 2 : 1),
            6 => (Int128)found.Width * (max > 255 ? 6 : 3),
            _ => 0,
        };
        bool complete = kind switch
        {
            1 => HasDigits(bytes[Math.Min(at, bytes.Length)..], pixels),
            2 => HasNumbers(bytes[Math.Min(at, bytes.Length)..], pixels),
            3 => HasNumbers(bytes[Math.Min(at, bytes.Length)..], pixels * 3),
            _ => at + 1 + (row * found.Height) <= bytes.Length,
        };
        if (!complete)
        {
            found.FailTruncated(bytes.Length, "inside its picture data");
        }
    }

    private static void ReadPam(Inspection found, ReadOnlySpan<byte> bytes)
    {
        Dictionary<string, long> values = new(StringComparer.Ordinal);
        int at = 2;
        while (true)
        {
            int length = at < bytes.Length ? bytes[at..Math.Min(bytes.Length, at + 1024)].IndexOf((byte)'\n') : -1;
            if (length < 0)
            {
                ReportHeader(found, bytes, Math.Min(bytes.Length, at + 1024));
                return;
            }

            string line = Encoding.Latin1.GetString(bytes.Slice(at, length)).Trim();
            at += length + 1;
            if (line == "ENDHDR")
            {
                break;
            }

            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                values[words[0]] = value;
            }
        }

        if (!values.TryGetValue("WIDTH", out long width) || !values.TryGetValue("HEIGHT", out long height)
            || !values.TryGetValue("DEPTH", out long depth) || !values.TryGetValue("MAXVAL", out long max)
            || depth is < 1 or > 4 || max is < 1 or > 65535)
        {
            found.FailDamaged("its header lacks a valid WIDTH, HEIGHT, DEPTH or MAXVAL");
        }
        else if (found.SetSize(width, height))
        {
            found.Pnm = new PnmLayout(7, at, (int)max, (int)depth);
            found.HasAlpha = depth is 2 or 4;
            CheckPam(found, bytes, at, depth, max);
        }
    }

    private static void CheckPam(Inspection found, ReadOnlySpan<byte> bytes, int at, long depth, long max)
    {
        if (at + ((Int128)found.Width * found.Height * depth * (max > 255 ? 2 : 1)) > bytes.Length)
        {
            found.FailTruncated(bytes.Length, "inside its picture data");
        }
    }

    private static void ReportHeader(Inspection found, ReadOnlySpan<byte> bytes, int at)
    {
        if (at >= bytes.Length)
        {
            found.FailTruncated(bytes.Length, "inside its header");
        }
        else
        {
            found.FailDamaged($"its header has no number at byte {at}, where one should be");
        }
    }

    /// <summary>Reads a decimal number after blanks and comments; -1 when there is none.</summary>
    private static long ReadNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length && (bytes[at] == '#' || IsBlank(bytes[at])))
        {
            if (bytes[at] == '#')
            {
                int line = bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
                at = line < 0 ? bytes.Length : at + line;
            }
            else
            {
                at++;
            }
        }

        long number = -1;
        while (at < bytes.Length && char.IsAsciiDigit((char)bytes[at]) && number < 1_000_000_000)
        {
            number = (Math.Max(number, 0) * 10) + bytes[at++] - '0';
        }

        return number;
    }

    private static bool HasDigits(ReadOnlySpan<byte> bytes, Int128 wanted)
    {
        Int128 digits = 0;
        foreach (byte value in bytes)
        {
            digits += value is (byte)'0' or (byte)'1' ? 1 : 0;
        }

        return digits >= wanted;
    }

    private static bool HasNumbers(ReadOnlySpan<byte> bytes, Int128 wanted)
    {
        Int128 numbers = 0;
        bool inside = false;
        foreach (byte value in bytes)
        {
            bool digit = char.IsAsciiDigit((char)value);
            numbers += digit && !inside ? 1 : 0;
            inside = digit;
        }

        return numbers >= wanted;
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0B or 0x0C;
}
