using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>Changes shades and colours by chance, in place. One thread at a time.</summary>
internal sealed class ColourChange : IDisposable
{
    // How much of blue, green and red makes the grey of a colour (ITU-R BT.601).
    private const double Blue = 0.114, Green = 0.587, Red = 0.299;
    private readonly Mat _table = new(1, 256, MatType.CV_8UC1), _matrix = new(3, 3, MatType.CV_32FC1);

    /// <summary>Draws and applies a change.</summary>
    public void Apply(AugmentationOptions options, Mat picture, ref AugmentationRandom random)
    {
        double brightness = random.Around(options.Brightness) * 255, contrast = 1 + random.Around(options.Contrast);
        double gamma = Math.Exp(random.Around(Math.Log(1 + options.Gamma))), saturation = 1 + random.Around(options.Saturation), hue = random.Around(options.Hue) * Math.PI / 180;
        if ((options.Saturation > 0 || options.Hue > 0) && picture.Channels() == 3)
        {
            WriteMatrix(saturation, hue);
            Cv2.Transform(picture, picture, _matrix);
        }

        if (options.Brightness > 0 || options.Contrast > 0 || options.Gamma > 0)
        {
            WriteTable(brightness, contrast, gamma);
            Cv2.LUT(picture, _table, picture);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _table.Dispose();
        _matrix.Dispose();
    }

    private unsafe void WriteTable(double brightness, double contrast, double gamma)
    {
        byte* table = (byte*)_table.Data;
        for (int i = 0; i < 256; i++)
        {
            double shade = gamma == 1 ? i : 255 * Math.Pow(i / 255.0, gamma);
            table[i] = (byte)Math.Clamp(Math.Round(((shade - 127.5) * contrast) + 127.5 + brightness), 0, 255);
        }
    }

    /// <summary>Turns colours around the axis of greys, then moves them to or from it.</summary>
    private unsafe void WriteMatrix(double saturation, double hue)
    {
        double[] grey = [Blue, Green, Red];
        double cos = Math.Cos(hue), third = (1 - cos) / 3, root = Math.Sqrt(1.0 / 3) * Math.Sin(hue);
        double[,] turn = { { cos + third, third - root, third + root }, { third + root, cos + third, third - root }, { third - root, third + root, cos + third } };
        float* matrix = (float*)_matrix.Data;
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                double ofGrey = (grey[0] * turn[0, column]) + (grey[1] * turn[1, column]) + (grey[2] * turn[2, column]);
                matrix[(row * 3) + column] = (float)((saturation * turn[row, column]) + ((1 - saturation) * ofGrey));
            }
        }
    }
}
