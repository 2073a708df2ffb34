namespace ImageAnalytics.Imaging;

/// <summary>Finds the frames of an animated WebP file (RFC 9649, section 2.7.1.1).</summary>
internal static class WebPFrames
{
    private const int FrameHeader = 16;

    /// <summary>The frames in their order, at most so many; none when the file is no animation.</summary>
    public static List<AnimationFrame> Find(PageBytes bytes, int most)
    {
        List<AnimationFrame> frames = [];
        long end = Math.Min(bytes.Length, bytes.Number(4, 4, false) + 8);
        for (long at = 12; at + 8 <= end && frames.Count < most;)
        {
            long length = bytes.Number(at + 4, 4, false);
            if (bytes.Has(at, "ANMF"u8) && length >= FrameHeader && bytes.Contains(at + 8, FrameHeader))
            {
                frames.Add(Read(bytes, at + 8, at + 8 + length, end));
            }

            at += 8 + length + (length & 1);
        }

        return frames;
    }

    private static AnimationFrame Read(PageBytes bytes, long at, long end, long fileEnd)
    {
        int flags = bytes.Byte(at + 15);
        return new AnimationFrame(
            bytes.Number(at, 3, false) * 2, bytes.Number(at + 3, 3, false) * 2, bytes.Number(at + 6, 3, false) + 1, bytes.Number(at + 9, 3, false) + 1)
        {
            Disposal = (flags & 1) != 0 ? FrameDisposal.Clear : FrameDisposal.Keep,
            Blends = (flags & 2) == 0,
            Control = -1,
            Start = at + FrameHeader,
            End = Math.Min(end, fileEnd),
            IsWhole = end <= fileEnd,
        };
    }
}
