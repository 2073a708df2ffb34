using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>Copies a JPEG without the faults of its header that do not touch the pixels.</summary>
internal static class JpegCleaner
{
    /// <summary>
    /// The copy has no bytes between segments, no application data but JFIF and Adobe (with values that exist), no comments,
    /// and the scan parameters that a sequential picture must have. The picture data are as they were.
    /// </summary>
    public static byte[] WithoutHarmlessFaults(ReadOnlySpan<byte> bytes, JpegLayout layout)
    {
        using MemoryStream copy = new(bytes.Length);
        copy.Write([0xFF, JpegMarkers.Start]);
        int at = 2, scan = 0;
        while (NextSegment(bytes, ref at, out byte marker, out ReadOnlySpan<byte> content))
        {
            if (marker == JpegMarkers.End)
            {
                copy.Write([0xFF, JpegMarkers.End]);
                break;
            }

            WriteSegment(copy, layout, marker, content);
            if (marker == JpegMarkers.Scan && scan < layout.Scans.Count)
            {
                (int start, int end) = layout.Scans[scan++];
                copy.Write(bytes[start..end]);
                at = end;
            }
        }

        return copy.ToArray();
    }

    private static bool NextSegment(ReadOnlySpan<byte> bytes, ref int at, out byte marker, out ReadOnlySpan<byte> content)
    {
        marker = 0;
        content = [];
        while (at + 1 < bytes.Length)
        {
            if (bytes[at] != 0xFF || bytes[at + 1] is 0 or 0xFF || JpegMarkers.IsRestart(bytes[at + 1]) || bytes[at + 1] == JpegMarkers.Temporary)
            {
                at++;
                continue;
            }

            marker = bytes[at + 1];
            at += 2;
            if (marker == JpegMarkers.End)
            {
                return true;
            }

            int length = at + 2 <= bytes.Length ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : 0;
            if (length < 2 || at + length > bytes.Length)
            {
                return false;
            }

            content = bytes.Slice(at + 2, length - 2);
            at += length;
            return true;
        }

        return false;
    }

    private static void WriteSegment(MemoryStream copy, JpegLayout layout, byte marker, ReadOnlySpan<byte> content)
    {
        byte[] corrected = content.ToArray();
        switch (marker)
        {
            case JpegMarkers.App0 when content.StartsWith("JFIF\0"u8) && content.Length >= 14:
                (corrected[5], corrected[6]) = (1, 1);
                break;
            case JpegMarkers.App14 when content.StartsWith("Adobe"u8) && content.Length >= 12:
                corrected[11] = content[11] <= 2 ? content[11] : (byte)(layout.Components == 4 ? 2 : 1);
                break;
            case >= JpegMarkers.App0 and <= JpegMarkers.App15 or JpegMarkers.Comment:
                return;
            case JpegMarkers.Scan when !layout.Progressive && content.Length >= 3:
                (corrected[^3], corrected[^2], corrected[^1]) = (0, 63, 0);
                break;
            default:
                break;
        }

        copy.Write([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2)]);
        copy.Write(corrected);
    }
}
