namespace ImageAnalytics.Imaging;

/// <summary>Finds the frames of a GIF (GIF89a specification, sections 20 and 23).</summary>
internal static class GifFrames
{
    private const int Extension = 0x21, Control = 0xF9, PlainText = 0x01, Frame = 0x2C, DescriptorBytes = 10;

    /// <summary>The frames in their order, at most so many.</summary>
    public static List<AnimationFrame> Find(PageBytes bytes, int most)
    {
        List<AnimationFrame> frames = [];
        long at = 13 + TableBytes(bytes.Byte(10)), control = -1;
        while (frames.Count < most)
        {
            int block = bytes.Byte(at);
            if (block == Extension)
            {
                int label = bytes.Byte(at + 1);
                control = label == Control ? at : label == PlainText ? -1 : control;
                at = EndOfBlocks(bytes, at + 2);
            }
            else if (block == Frame && bytes.Contains(at, DescriptorBytes))
            {
                long end = EndOfBlocks(bytes, at + DescriptorBytes + TableBytes(bytes.Byte(at + 9)) + 1);
                frames.Add(Read(bytes, at, control, end));
                (at, control) = (end, -1);
            }
            else
            {
                break;
            }
        }

        return frames;
    }

    /// <summary>Bytes of the colour table that a flags byte announces.</summary>
    public static int TableBytes(int flags) => (flags & 0x80) == 0 || flags < 0 ? 0 : 3 << ((flags & 7) + 1);

    private static AnimationFrame Read(PageBytes bytes, long at, long control, long end)
    {
        int flags = control < 0 ? 0 : bytes.Byte(control + 3), disposal = (flags >> 2) & 7;
        return new AnimationFrame(
            bytes.Number(at + 1, 2, false), bytes.Number(at + 3, 2, false), bytes.Number(at + 5, 2, false), bytes.Number(at + 7, 2, false))
        {
            Disposal = disposal switch { 2 => FrameDisposal.Clear, 3 => FrameDisposal.Restore, _ => FrameDisposal.Keep },
            Blends = (flags & 1) != 0,
            Control = control,
            Start = at,
            End = Math.Min(end, bytes.Length),
            IsWhole = end <= bytes.Length,
        };
    }

    /// <summary>Where a chain of blocks ends, its terminator included; behind the file's end when it has none.</summary>
    private static long EndOfBlocks(PageBytes bytes, long at)
    {
        int length;
        while ((length = bytes.Byte(at)) > 0)
        {
            at += length + 1;
        }

        return length == 0 ? at + 1 : bytes.Length + 1;
    }
}
