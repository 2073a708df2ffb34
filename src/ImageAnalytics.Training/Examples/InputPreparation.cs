using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Examples;

/// <summary>Prepares whole pictures exactly as they are when the model runs.</summary>
internal sealed class InputPreparation(InputSpec input) : IPicturePreparation
{
    private const int PixelBytes = 3;

    public InputSize? InputSize => input.DecodeSize;

    public BackgroundColour? Background => input.Background;

    public PreparedPicture Prepare(Region whole)
    {
        using PicturePreparer preparer = new(input.Preparation);
        PixelView view = preparer.Prepare(whole.Pixels, out InputMapping mapping);
        return Copy(view, OfWhole(mapping, whole));
    }

    /// <summary>A picture of its own with the pixels of a view.</summary>
    public static PreparedPicture Copy(PixelView view, InputMapping mapping)
    {
        byte[] pixels = new byte[view.Width * view.Height * PixelBytes];
        for (int y = 0; y < view.Height; y++)
        {
            view.Row(y).CopyTo(pixels.AsSpan(y * view.Width * PixelBytes));
        }

        return new PreparedPicture(pixels, view.Width, view.Height, mapping);
    }

    PreparedPicture? IPicturePreparation.Prepare(Region whole) => Prepare(whole);

    // From pixels at a reduced scale to those that labels are in.
    private static InputMapping OfWhole(InputMapping mapping, Region whole) => mapping with
    {
        ScaleX = mapping.ScaleX * (whole.Pixels.Width / whole.Box.Width),
        ScaleY = mapping.ScaleY * (whole.Pixels.Height / whole.Box.Height),
        SourceWidth = (int)whole.Box.Width,
        SourceHeight = (int)whole.Box.Height,
    };
}
