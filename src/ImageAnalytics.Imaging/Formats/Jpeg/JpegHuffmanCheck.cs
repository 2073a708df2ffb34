using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Finds picture data of a sequential JPEG that begin no Huffman code, without decoding a pixel. libjpeg-turbo takes them for zeros without a word wherever
/// much data lie ahead (jdhuff.c, decode_mcu_fast), so it tells such damage only by chance. For files of which no <see cref="JpegStrictCopy"/> can be made.
/// </summary>
internal static class JpegHuffmanCheck
{
    private static readonly ConcurrentBag<JpegScanPlan> s_plans = [];

    /// <summary>Whether a scan without restart markers has bits that begin no code; of one that has them, the decoder tells. What else is wrong with it, such as data that end early, the decoder tells.</summary>
    public static bool HasBadCode(ReadOnlySpan<byte> bytes, JpegLayout layout)
    {
        if (layout.Progressive)
        {
            return false;
        }

        if (!s_plans.TryTake(out JpegScanPlan? plan))
        {
            plan = new JpegScanPlan();
        }

        plan.Clear();
        bool isBad = Walk(bytes, layout, plan);
        s_plans.Add(plan);
        return isBad;
    }

    private static bool Walk(ReadOnlySpan<byte> bytes, JpegLayout layout, JpegScanPlan plan)
    {
        int at = 2, scan = 0;
        bool restarts = false;
        while (scan < layout.Scans.Count && NextSegment(bytes, ref at, out byte marker, out ReadOnlySpan<byte> content))
        {
            switch (marker)
            {
                case JpegMarkers.HuffmanTable when !plan.ReadTables(content):
                    return false;
                case JpegMarkers.RestartInterval when content.Length >= 2:
                    restarts = BinaryPrimitives.ReadUInt16BigEndian(content) > 0;
                    break;
                case JpegMarkers.FrameFirst or JpegMarkers.FrameExtended:
                    plan.TakeHeader(content);
                    break;
                case JpegMarkers.Scan:
                    (int start, int end) = layout.Scans[scan++];
                    if (!restarts && (!plan.HasHeader || !plan.TryPlan(content) || plan.HasBadCode(bytes[start..end])))
                    {
                        return plan.IsBad;
                    }

                    at = end;
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    private static bool NextSegment(ReadOnlySpan<byte> bytes, ref int at, out byte marker, out ReadOnlySpan<byte> content)
    {
        content = default;
        marker = 0;
        while (at + 3 < bytes.Length)
        {
            marker = bytes[at + 1];
            if (bytes[at] != 0xFF || marker is 0 or 0xFF || JpegMarkers.IsAlone(marker))
            {
                at++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker == JpegMarkers.End || length < 2 || at + 2 + length > bytes.Length)
            {
                return false;
            }

            content = bytes.Slice(at + 4, length - 2);
            at += 2 + length;
            return true;
        }

        return false;
    }
}
