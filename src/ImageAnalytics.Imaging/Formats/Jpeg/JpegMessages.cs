using System.Globalization;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>What libjpeg-turbo's messages mean for a file.</summary>
internal static class JpegMessages
{
    /// <summary>So few equal bytes after the last block may be a rest that the decoder lost its way in as well as the padding of a sloppy encoder, which is zeros.</summary>
    private const int FewBytes = 2;

    /// <summary>Why there is no picture.</summary>
    public static ImageFailure Failure(string message)
    {
        bool unsupported = Has(message, "nsupported") || Has(message, "not supported") || Has(message, "not implemented") || Has(message, "requires conversion");
        if (Has(message, "emory"))
        {
            return new ImageFailure(FailureClasses.OutOfMemory, $"The JPEG decoder needs more memory than it gets: {Trim(message)}.");
        }

        return unsupported
            ? new ImageFailure(FailureClasses.Unsupported, $"This JPEG file cannot be read here: {Trim(message)}. Save it again as an ordinary JPEG.")
            : new ImageFailure(FailureClasses.Damaged, $"The JPEG file is damaged, and nothing of it could be decoded: {Trim(message)}. Copy it again from its source.");
    }

    /// <summary>What is wrong although there is a picture; null for an empty message.</summary>
    public static ImageFailure? Damage(string message)
    {
        if (message.Length == 0)
        {
            return null;
        }

        return Has(message, "Premature end of JPEG")
            ? new ImageFailure(FailureClasses.Truncated, "The JPEG file ends before its picture does; the missing part is filled in. Copy it again from its source.")
            : new ImageFailure(FailureClasses.Damaged, $"The JPEG file is damaged, and part of the picture is wrong: {Trim(message)}. Copy it again from its source.");
    }

    /// <summary>Whether a complaint says nothing about the pixels.</summary>
    public static bool IsHarmless(string message, ReadOnlySpan<byte> bytes, JpegLayout layout)
    {
        if (message.Length == 0 || Has(message, "unknown JFIF revision") || Has(message, "Unknown Adobe color transform")
            || Has(message, "bad ICC marker") || Has(message, "Invalid SOS parameters for sequential"))
        {
            return true;
        }

        return TryReadExtraneous(message, out int count, out byte marker) && IsOutsidePictureData(bytes, layout, count, marker);
    }

    /// <summary>
    /// Bytes between two segments of the header are harmless. After picture data they are what the decoder did not use,
    /// because it lost its way, unless they are an encoder's padding.
    /// </summary>
    private static bool IsOutsidePictureData(ReadOnlySpan<byte> bytes, JpegLayout layout, int count, byte marker)
    {
        bool endsPictureData = false;
        foreach ((int start, int end) in layout.Scans)
        {
            if (end + 1 < bytes.Length && bytes[end + 1] == marker && end - start >= count)
            {
                ReadOnlySpan<byte> tail = bytes.Slice(end - count, count);
                if (!tail.ContainsAnyExcept(tail[0]) && (tail[0] == 0 || count > FewBytes))
                {
                    return true;
                }

                endsPictureData = true;
            }
        }

        return !endsPictureData;
    }

    private static bool TryReadExtraneous(string message, out int count, out byte marker)
    {
        // Corrupt JPEG data: 12 extraneous bytes before marker 0xd9
        string[] words = message.Split(' ');
        int at = Array.IndexOf(words, "extraneous");
        count = 0;
        marker = 0;
        return at > 0
            && int.TryParse(words[at - 1], NumberStyles.None, CultureInfo.InvariantCulture, out count)
            && words[^1].StartsWith("0x", StringComparison.Ordinal)
            && byte.TryParse(words[^1].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out marker);
    }

    private static bool Has(string message, string part) => message.Contains(part, StringComparison.Ordinal);

    private static string Trim(string message) => message.Replace("Corrupt JPEG data: ", "", StringComparison.Ordinal).Trim().TrimEnd('.');
}
