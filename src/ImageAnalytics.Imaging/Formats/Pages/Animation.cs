namespace ImageAnalytics.Imaging;

/// <summary>The structure of an animated GIF, WebP or PNG: its canvas and its frames. Immutable.</summary>
internal sealed class Animation
{
    private Animation(ImageFormat format, long width, long height, IReadOnlyList<AnimationFrame> frames, bool firstIsFrame)
        => (Format, Width, Height, Frames, FirstIsFrame) = (format, width, height, frames, firstIsFrame);

    public ImageFormat Format { get; }

    public long Width { get; }

    public long Height { get; }

    public IReadOnlyList<AnimationFrame> Frames { get; }

    /// <summary>Whether the first page is the first frame. In a PNG it may be a picture that stands outside the animation.</summary>
    public bool FirstIsFrame { get; }

    public int Pages => Frames.Count + (FirstIsFrame ? 0 : 1);

    /// <summary>How many pages are looked at.</summary>
    public int MostPages => PageLimit.Of(Format, Width, Height);

    /// <summary>The index of the frame that a page shows; negative for the picture outside the animation.</summary>
    public int FrameOf(int page) => page - (FirstIsFrame ? 1 : 2);

    /// <summary>
    /// Whether nothing that was drawn before a frame is to be seen from it on: it replaces the whole canvas for good, or the frame before it
    /// covered and cleared the whole canvas.
    /// </summary>
    public bool IsFresh(int frame)
        => frame == 0
            || (Covers(Frames[frame]) && !Frames[frame].Blends && Frames[frame].Disposal != FrameDisposal.Restore)
            || (Covers(Frames[frame - 1]) && Frames[frame - 1].Disposal == FrameDisposal.Clear);

    private bool Covers(AnimationFrame frame) => frame is { Left: 0, Top: 0 } && frame.Width >= Width && frame.Height >= Height;

    /// <summary>Reads the structure of a file; null when it has no frames.</summary>
    public static Animation? Find(PageBytes bytes, ImageFormat format)
    {
        const int Most = PageLimit.Pages + 1;
        bool firstIsFrame = true;
        List<AnimationFrame> frames = format switch
        {
            ImageFormat.Gif => GifFrames.Find(bytes, Most),
            ImageFormat.WebP => WebPFrames.Find(bytes, Most),
            ImageFormat.Png => PngFrames.Find(bytes, Most, out firstIsFrame),
            _ => [],
        };
        (long width, long height) = format switch
        {
            ImageFormat.Gif => (bytes.Number(6, 2, false), bytes.Number(8, 2, false)),
            ImageFormat.WebP => (bytes.Number(24, 3, false) + 1, bytes.Number(27, 3, false) + 1),
            ImageFormat.Png => (bytes.Number(16, 4, true), bytes.Number(20, 4, true)),
            _ => (0, 0),
        };
        bool none = frames.Count == 0 || width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue;
        return none ? null : new Animation(format, width, height, frames, firstIsFrame);
    }
}
