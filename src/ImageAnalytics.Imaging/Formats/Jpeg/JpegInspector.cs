using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Walks a JPEG's markers (ITU-T T.81, annex B) from start to end marker, the entropy-coded data included, without decoding.
/// Notices what is missing; corrupt entropy-coded data are noticed by the decoder.
/// </summary>
internal static class JpegInspector
{
    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        JpegLayout layout = new();
        Inspection found = new(ImageFormat.Jpeg) { Jpeg = layout };
        JpegScanProgress progress = new();
        int at = 2;
        while (found.Failure is null)
        {
            at = NextMarker(bytes, at, out byte marker);
            if (at < 0)
            {
                ReportEnd(found, layout, bytes.Length);
                break;
            }

            if (marker == JpegMarkers.End)
            {
                ReportComplete(found, layout, progress, bytes.Length);
                break;
            }

            if (JpegMarkers.IsAlone(marker))
            {
                if (marker == JpegMarkers.Start)
                {
                    found.FailDamaged("a second picture begins inside the first");
                }

                continue;
            }

            int length = at + 2 <= bytes.Length ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : -1;
            if (length is 0 or 1)
            {
                FailOrHurt(found, layout, $"the segment FF{marker:X2} has the impossible length {length}");
                break;
            }

            if (length < 0 || at + length > bytes.Length)
            {
                ReportEnd(found, layout, bytes.Length);
                break;
            }

            ReadSegment(found, layout, progress, bytes, marker, at + 2, length - 2);
            at += length;
            if (marker == JpegMarkers.Scan)
            {
                int end = EndOfEntropyData(bytes, at);
                layout.Scans.Add((at, end < 0 ? bytes.Length : end));
                if (end < 0)
                {
                    ReportEnd(found, layout, bytes.Length);
                    break;
                }

                at = end;
            }
        }

        return found;
    }

    /// <summary>Finds the next marker as libjpeg does: other bytes before it are skipped, and any number of FF may fill.</summary>
    private static int NextMarker(ReadOnlySpan<byte> bytes, int at, out byte marker)
    {
        marker = 0;
        while (at < bytes.Length)
        {
            int step = bytes[at..].IndexOf((byte)0xFF);
            if (step < 0)
            {
                return -1;
            }

            at += step + 1;
            while (at < bytes.Length && bytes[at] == 0xFF)
            {
                at++;
            }

            if (at < bytes.Length && bytes[at] != 0)
            {
                marker = bytes[at];
                return at + 1;
            }
        }

        return -1;
    }

    /// <summary>Finds the FF of the marker that ends entropy-coded data; restart markers and stuffed zeros belong to them.</summary>
    private static int EndOfEntropyData(ReadOnlySpan<byte> bytes, int at)
    {
        ref byte data = ref MemoryMarshal.GetReference(bytes);
        Vector256<byte> ones = Vector256.Create((byte)0xFF), upper = Vector256.Create((byte)0xF8), restart = Vector256.Create((byte)0xD0);
        for (; at + Vector256<byte>.Count < bytes.Length; at += Vector256<byte>.Count)
        {
            Vector256<byte> here = Vector256.LoadUnsafe(ref data, (nuint)at), next = Vector256.LoadUnsafe(ref data, (nuint)at + 1);
            Vector256<byte> belongs = Vector256.Equals(next, Vector256<byte>.Zero) | Vector256.Equals(next, ones) | Vector256.Equals(next & upper, restart);
            uint ends = Vector256.AndNot(Vector256.Equals(here, ones), belongs).ExtractMostSignificantBits();
            if (ends != 0)
            {
                return at + BitOperations.TrailingZeroCount(ends);
            }
        }

        for (; at + 1 < bytes.Length; at++)
        {
            if (bytes[at] == 0xFF && bytes[at + 1] is not (0 or 0xFF) && !JpegMarkers.IsRestart(bytes[at + 1]))
            {
                return at;
            }
        }

        return -1;
    }

    private static void ReadSegment(
        Inspection found, JpegLayout layout, JpegScanProgress progress, ReadOnlySpan<byte> bytes, byte marker, int start, int length)
    {
        ReadOnlySpan<byte> content = bytes.Slice(start, length);
        if (JpegMarkers.IsFrame(marker) || marker == JpegMarkers.JpegLsFrame)
        {
            ReadFrame(found, layout, marker, content);
        }
        else if (marker == JpegMarkers.Scan)
        {
            if (!found.HasSize)
            {
                found.FailDamaged("picture data begin before the header that says their size");
            }
            else
            {
                progress.Add(content);
            }
        }
        else if (marker == JpegMarkers.RestartInterval)
        {
            layout.HasRestartInterval = true;
        }
        else if (marker == JpegMarkers.App1 && found.Exif.Equals(default) && content.StartsWith("Exif\0"u8) && length > 6)
        {
            found.Exif = (start + 6)..(start + length);
        }
        else if (marker == JpegMarkers.App2 && content.StartsWith("ICC_PROFILE\0"u8) && length >= 14)
        {
            if (!progress.AddProfilePart(content[12], content[13]))
            {
                found.HurtDamaged($"part {content[12]} of {content[13]} of its colour profile is doubled or out of range");
            }
        }
        else if (marker == JpegMarkers.App14 && content.StartsWith("Adobe"u8) && length >= 12)
        {
            layout.Adobe = true;
        }
    }

    private static void ReadFrame(Inspection found, JpegLayout layout, byte marker, ReadOnlySpan<byte> content)
    {
        if (marker is not (JpegMarkers.FrameFirst or JpegMarkers.FrameExtended or JpegMarkers.FrameProgressive or JpegMarkers.FrameArithmetic or JpegMarkers.FrameArithmeticProgressive))
        {
            string kind = marker is 0xC3 or 0xCB or JpegMarkers.JpegLsFrame ? "lossless" : "hierarchical";
            found.FailUnsupported($"it uses the {kind} process (frame marker FF{marker:X2})");
            return;
        }

        if (found.HasSize)
        {
            found.FailDamaged("it has two frame headers");
            return;
        }

        if (content.Length < 6 || content.Length < 6 + (3 * content[5]))
        {
            found.FailDamaged("its frame header is too short");
            return;
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        if (height == 0 && width > 0)
        {
            found.FailUnsupported("its height is told only after the picture (DNL)");
            return;
        }

        layout.Components = content[5];
        layout.Progressive = marker is JpegMarkers.FrameProgressive or JpegMarkers.FrameArithmeticProgressive;
        layout.Sequential = marker is JpegMarkers.FrameFirst or JpegMarkers.FrameExtended;
        layout.Size = (width, height);
        layout.Sampling = LargestSampling(content);
        if (found.SetSize(width, height))
        {
            CheckFrame(found, content);
        }
    }

    private static (int Across, int Down) LargestSampling(ReadOnlySpan<byte> frame)
    {
        (int across, int down) = (1, 1);
        for (int component = 0; component < frame[5]; component++)
        {
            byte factors = frame[7 + (3 * component)];
            (across, down) = (Math.Max(across, factors >> 4), Math.Max(down, factors & 15));
        }

        return (across, down);
    }

    private static void CheckFrame(Inspection found, ReadOnlySpan<byte> content)
    {
        if (content[5] is not (1 or 3 or 4))
        {
            found.FailUnsupported($"it has {content[5]} colour channels; expected 1, 3 or 4");
        }
        else if (content[0] is 12 or 16)
        {
            found.FailUnsupported($"it has {content[0]} bits per channel; expected 8");
        }
        else if (content[0] != 8)
        {
            found.FailDamaged($"its frame header announces {content[0]} bits per channel");
        }
    }

    private static void ReportEnd(Inspection found, JpegLayout layout, int length)
    {
        if (!found.HasSize)
        {
            // Whether the rest was cut off or a length is wrong cannot be told without a size.
            found.FailDamaged($"no picture size is found in its {length} bytes");
        }
        else if (layout.Scans.Count == 0 || layout.Scans[0].Start >= length)
        {
            found.FailTruncated(length, "before its picture data");
        }
        else
        {
            found.HurtTruncated(length, "before its end marker; the missing part of the picture is filled in");
        }
    }

    private static void ReportComplete(Inspection found, JpegLayout layout, JpegScanProgress progress, int length)
    {
        if (!found.HasSize || layout.Scans.Count == 0)
        {
            found.FailDamaged("it ends without any picture data");
        }
        else if (progress.Missing(layout) is { } missing)
        {
            found.HurtTruncated(length, missing);
        }
    }

    private static void FailOrHurt(Inspection found, JpegLayout layout, string what)
    {
        if (layout.Scans.Count == 0)
        {
            found.FailDamaged(what);
        }
        else
        {
            found.HurtDamaged(what);
        }
    }
}
