using OpenCvSharp;

namespace ImageAnalytics.Testing;

/// <summary>Draws pictures whose content is known: at most one coloured rectangle on a grey, noisy ground.</summary>
internal static class DrawnPictures
{
    private static readonly string[] s_extensions = [".png", ".jpg", ".bmp", ".tif", ".webp", ".ppm"];
    private static readonly (string Name, Scalar Bgr)[] s_colours = [("blue", new(230, 20, 20)), ("green", new(20, 200, 20)), ("red", new(20, 20, 240))];

    /// <summary>Draws pictures <c>p000.png, p001.jpg, …</c> of several formats and sizes, no two alike; every tenth shows no shape.</summary>
    /// <param name="folder">Made when it is missing.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Other pictures for another seed.</param>
    /// <param name="side">The longest side that is drawn.</param>
    /// <returns>What is to be seen, in the order of the listing.</returns>
    public static IReadOnlyList<DrawnPicture> Draw(string folder, int count, int seed = 1, int side = 240)
    {
        Directory.CreateDirectory(folder);
        Random random = new(seed);
        List<DrawnPicture> drawn = [];
        for (int i = 0; i < count; i++)
        {
            int width = random.Next(side / 3, side), height = random.Next(side / 3, side);
            int shapeWidth = random.Next(16, width / 2), shapeHeight = random.Next(16, height / 2);
            (string name, Scalar bgr) = s_colours[random.Next(s_colours.Length)];
            bool empty = i % 10 == 9;
            DrawnPicture picture = new(
                FormattableString.Invariant($"p{i:000}{s_extensions[i % s_extensions.Length]}"),
                width, height, empty ? null : name, random.Next(width - shapeWidth), random.Next(height - shapeHeight), shapeWidth, shapeHeight);
            using Mat mat = Ground(picture, random);
            if (!empty)
            {
                mat.Rectangle(new Rect(picture.Left, picture.Top, shapeWidth, shapeHeight), bgr, -1);
            }

            Save(Path.Combine(folder, picture.Name), mat);
            drawn.Add(picture);
        }

        return drawn;
    }

    /// <summary>Draws one picture with a red rectangle at 30,20 of 40 by 50 pixels, 160 by 120 in all, unlike those of other seeds.</summary>
    public static void DrawOne(string path, int seed = 1)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Mat mat = Ground(new DrawnPicture("", 160, 120, "red", 30, 20, 40, 50), new Random(seed));
        mat.Rectangle(new Rect(30, 20, 40, 50), s_colours[2].Bgr, -1);
        Save(path, mat);
    }

    private static Mat Ground(DrawnPicture picture, Random random)
    {
        byte[] grey = new byte[picture.Width * picture.Height];
        random.NextBytes(grey);
        for (int i = 0; i < grey.Length; i++)
        {
            grey[i] = (byte)(100 + grey[i] % 24);
        }

        using Mat one = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC1, grey);
        Mat three = new();
        Cv2.CvtColor(one, three, ColorConversionCodes.GRAY2BGR);
        return three;
    }

    private static void Save(string path, Mat mat)
    {
        ImageEncodingParam[] parameters = path.EndsWith(".jpg", StringComparison.Ordinal) ? [new(ImwriteFlags.JpegQuality, 95)] : [];
        File.WriteAllBytes(path, mat.ToBytes(Path.GetExtension(path), parameters));
    }
}
