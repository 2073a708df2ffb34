using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>Adds noise to pixels, in place.</summary>
internal static class PictureNoise
{
    private const int Length = 1 << 16, Unit = 64;
    private static readonly short[] s_normal = Draw();

    /// <summary>Adds noise of a standard deviation in shades. Each row takes its noise from a place by chance in one long table.</summary>
    public static unsafe void Add(Mat picture, double deviation, ref AugmentationRandom random)
    {
        int factor = (int)(deviation * Unit), height = picture.Rows, width = picture.Cols * picture.Channels();
        for (int y = 0; y < height; y++)
        {
            byte* row = (byte*)picture.Ptr(y);
            int place = (int)(random.Next() & (Length - 1));
            for (int x = 0; x < width; x++, place = (place + 1) & (Length - 1))
            {
                row[x] = (byte)Math.Clamp(row[x] + ((s_normal[place] * factor) >> 12), 0, 255);
            }
        }
    }

    /// <summary>Normal numbers times <see cref="Unit"/>, by the method of Box and Muller (1958).</summary>
    private static short[] Draw()
    {
        AugmentationRandom random = new(1, 2, 3);
        short[] normal = new short[Length];
        for (int i = 0; i < normal.Length; i++)
        {
            normal[i] = (short)Math.Round(Unit * Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit()));
        }

        return normal;
    }
}
