using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Examples;

/// <summary>Prepares whole pictures exactly as they are when the model runs.</summary>
internal sealed class InputPreparation(InputSpec input) : IPicturePreparation
{
    private const int PixelBytes = 3;

    public BackgroundColour? Background => input.Background;

    public PreparedPicture Prepare(Mat picture)
    {
        using PicturePreparer preparer = new(input.Preparation);
        PixelView view = preparer.Prepare(new PixelView(picture.Data, picture.Cols, picture.Rows, (int)picture.Step()), out InputMapping mapping);
        return Copy(view, mapping);
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

    PreparedPicture? IPicturePreparation.Prepare(Mat picture) => Prepare(picture);
}
