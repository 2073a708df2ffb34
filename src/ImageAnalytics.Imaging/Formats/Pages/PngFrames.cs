namespace ImageAnalytics.Imaging;

/// <summary>Finds the frames of an animated PNG (W3C PNG specification, third edition, section 11.3.2).</summary>
internal static class PngFrames
{
    private const int ChunkOverhead = 12, ControlBytes = 26;

    /// <summary>The frames in their order, at most so many; none when the file is no animation.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="most">Where to stop.</param>
    /// <param name="firstIsStill">Whether the picture that programs without animation show is the first frame; otherwise it is none.</param>
    public static List<AnimationFrame> Find(PageBytes bytes, int most, out bool firstIsStill)
    {
        List<AnimationFrame> frames = [];
        bool animated = false, data = false;
        firstIsStill = false;
        long at = 8;
        while (frames.Count <= most)
        {
            long length = bytes.Number(at, 4, true);
            bool whole = length >= 0 && bytes.Contains(at, length + ChunkOverhead);
            if (frames.Count > 0 && (!whole || bytes.Has(at + 4, "fcTL"u8) || bytes.Has(at + 4, "IEND"u8)))
            {
                frames[^1] = frames[^1] with { End = Math.Min(at, bytes.Length), IsWhole = whole };
            }

            if (!whole || bytes.Has(at + 4, "IEND"u8) || frames.Count == most)
            {
                break;
            }

            animated |= bytes.Has(at + 4, "acTL"u8);
            if (bytes.Has(at + 4, "IDAT"u8))
            {
                firstIsStill |= !data && frames.Count == 1;
                data = true;
            }
            else if (animated && length == ControlBytes && bytes.Has(at + 4, "fcTL"u8))
            {
                frames.Add(Read(bytes, at + 8, frames.Count == 0));
            }

            if (data && !animated)
            {
                break;   // An animation says so before its picture data; the rest need not be walked.
            }

            at += length + ChunkOverhead;
        }

        return frames;
    }

    private static AnimationFrame Read(PageBytes bytes, long at, bool first)
    {
        int disposal = bytes.Byte(at + 24);
        return new AnimationFrame(
            bytes.Number(at + 12, 4, true), bytes.Number(at + 16, 4, true), bytes.Number(at + 4, 4, true), bytes.Number(at + 8, 4, true))
        {
            // Before the first frame there is nothing to show again: section 11.3.2.2 says to clear.
            Disposal = disposal == 1 || (first && disposal == 2) ? FrameDisposal.Clear : disposal == 2 ? FrameDisposal.Restore : FrameDisposal.Keep,
            Blends = bytes.Byte(at + 25) == 1,
            Control = -1,
            Start = at + ControlBytes + 4,
        };
    }
}
