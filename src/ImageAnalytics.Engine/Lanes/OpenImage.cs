using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>One picture with the scales, on backgrounds, that were decoded of it so far. Owns the pixels; one lane at a time.</summary>
internal sealed class OpenImage(Image image, ImageFile file) : IDisposable
{
    private readonly Dictionary<(int Reduction, BackgroundColour? Background), DecodedImage> _scales = [];

    public Image Image { get; } = image;

    public ImageFile File { get; } = file;

    /// <summary>Whether any scale was decoded on a background; null asks for one with transparency dropped.</summary>
    public bool IsDecodedOn(BackgroundColour? background) => _scales.Keys.Any(k => k.Background == Needed(background));

    /// <summary>The whole image at the scale that its size and the step's model alone decide.</summary>
    public Region Whole(InputSize? input, BackgroundColour? background)
        => new(Image, new BoundingBox(0, 0, Image.Width, Image.Height), Pixels(ImageFile.ReductionFor(File.Header!, input), background));

    /// <summary>A box of the image, always at full scale.</summary>
    /// <param name="box">In pixels of the upright image; clipped to it, and at least one pixel.</param>
    /// <param name="parent">What was found there.</param>
    /// <param name="background">The colour behind transparent pixels that the step which looks at it wants; not that of the parent's.</param>
    public Region Crop(BoundingBox box, Observation parent, BackgroundColour? background)
    {
        PixelView full = Pixels(1, background);
        int left = (int)Math.Clamp(Math.Floor(box.X), 0, full.Width - 1), top = (int)Math.Clamp(Math.Floor(box.Y), 0, full.Height - 1);
        int right = (int)Math.Clamp(Math.Ceiling(box.Right), left + 1, full.Width), bottom = (int)Math.Clamp(Math.Ceiling(box.Bottom), top + 1, full.Height);
        BoundingBox whole = BoundingBox.FromXyxy(left, top, right, bottom);
        return new Region(Image, whole, full.Crop(left, top, right - left, bottom - top), parent);
    }

    public PixelView Pixels(int reduction, BackgroundColour? background)
    {
        (int, BackgroundColour?) key = (reduction, Needed(background));
        if (!_scales.TryGetValue(key, out DecodedImage? decoded))
        {
            _scales[key] = decoded = File.Decode(reduction, Needed(background));
        }

        return decoded.Pixels;
    }

    public void Dispose()
    {
        foreach (DecodedImage decoded in _scales.Values)
        {
            decoded.Dispose();
        }

        _scales.Clear();
    }

    // An opaque picture looks the same on every background and is decoded once for all.
    private BackgroundColour? Needed(BackgroundColour? background) => File.HasAlpha ? background : null;
}
