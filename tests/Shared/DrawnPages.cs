using OpenCvSharp;

namespace ImageAnalytics.Testing;

/// <summary>Draws files with several pages: on each a red rectangle of 40 by 50 pixels at another place, 160 by 120 in all.</summary>
internal static class DrawnPages
{
    /// <summary>Draws a TIFF.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lefts">For each page the rectangle's left edge.</param>
    public static void Tiff(string path, params int[] lefts) => Write(path, ".tif", lefts);

    /// <summary>Draws an animated PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lefts">For each frame the rectangle's left edge.</param>
    public static void Animation(string path, params int[] lefts) => Write(path, ".png", lefts);

    /// <summary>Makes one page of a drawn TIFF one that cannot be read: its samples become floating-point numbers.</summary>
    /// <returns>Whether there is such a page.</returns>
    public static bool Break(byte[] tiff, int page)
    {
        const int SampleFormat = 339;
        int directory = BitConverter.ToInt32(tiff, 4);
        for (int i = 1; i < page && directory != 0; i++)
        {
            directory = BitConverter.ToInt32(tiff, directory + 2 + (12 * BitConverter.ToUInt16(tiff, directory)));
        }

        for (int i = 0; directory != 0 && i < BitConverter.ToUInt16(tiff, directory); i++)
        {
            int entry = directory + 2 + (12 * i);
            if (BitConverter.ToUInt16(tiff, entry) == SampleFormat)
            {
                int at = BitConverter.ToInt32(tiff, entry + 4) > 2 ? BitConverter.ToInt32(tiff, entry + 8) : entry + 8;
                tiff[at] = 3;
                return true;
            }
        }

        return false;
    }

    private static void Write(string path, string extension, int[] lefts)
    {
        Mat[] pages = [.. lefts.Select(Draw)];
        string named = path + extension;
        Assert.True(Cv2.ImWrite(named, pages));
        File.Move(named, path, overwrite: true);
        foreach (Mat page in pages)
        {
            page.Dispose();
        }
    }

    private static Mat Draw(int left)
    {
        Mat page = new(120, 160, MatType.CV_8UC3, new Scalar(110, 110, 110));
        page.Rectangle(new Rect(left, 20, 40, 50), new Scalar(20, 20, 240), -1);
        return page;
    }
}
