using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>One drawn picture in every kind of file that is read.</summary>
internal static class Good
{
    public static IReadOnlyList<string> Lossless { get; } =
    [
        "png", "png interlaced", "bmp", "tiff none", "tiff lzw", "tiff deflate", "tiff packbits", "tiff strip", "tiff tiles", "tiff pages", "webp lossless",
        "webp animated", "ppm", "ppm text", "jp2 lossless",
    ];

    public static IReadOnlyList<string> Flat { get; } = ["gif", "gif animated"];

    public static IReadOnlyList<string> Lossy { get; } =
        ["jpeg", "jpeg progressive", "jpeg restart", "jpeg grey", "tiff jpeg", "webp lossy", "jp2 lossy", "pgm", "pgm text", "pbm", "pbm text", "bmp grey"];

    public static IReadOnlyList<string> All { get; } = [.. Lossless, .. Flat, .. Lossy];

    public static byte[] File(string kind, Mat picture) => kind switch
    {
        "png" => picture.Encode(".png"),
        "png interlaced" => Files.InterlacedPng(picture),
        "bmp" => picture.Encode(".bmp"),
        "tiff none" => Tiff(picture, 1),
        "tiff lzw" => Tiff(picture, 5),
        "tiff deflate" => Tiff(picture, 8),
        "tiff packbits" => Tiff(picture, 32773),
        "tiff jpeg" => TiffBlock.JpegPicture(picture.Encode(".jpg"), picture.Width, picture.Height),
        "tiff strip" => TiffBlock.Picture(picture, tiled: false),
        "tiff tiles" => TiffBlock.Picture(picture, tiled: true),
        "tiff pages" => Pages(picture),
        "webp lossless" => picture.Encode(".webp", (int)ImwriteFlags.WebPQuality, 101),
        "webp lossy" => picture.Encode(".webp", (int)ImwriteFlags.WebPQuality, 80),
        "webp animated" => Files.AnimatedWebP(picture, picture),
        "ppm" => picture.Encode(".ppm"),
        "ppm text" => picture.Encode(".ppm", (int)ImwriteFlags.PxmBinary, 0),
        "pgm" => Grey(picture, ".pgm"),
        "pgm text" => Grey(picture, ".pgm", (int)ImwriteFlags.PxmBinary, 0),
        "pbm" => Grey(picture, ".pbm"),
        "pbm text" => Grey(picture, ".pbm", (int)ImwriteFlags.PxmBinary, 0),
        "bmp grey" => Grey(picture, ".bmp"),
        "jp2 lossless" => picture.Encode(".jp2", (int)ImwriteFlags.Jpeg2000CompressionX1000, 1000),
        "jp2 lossy" => picture.Encode(".jp2", (int)ImwriteFlags.Jpeg2000CompressionX1000, 200),
        "jpeg" => picture.Encode(".jpg", (int)ImwriteFlags.JpegQuality, 90),
        "jpeg progressive" => picture.Encode(".jpg", (int)ImwriteFlags.JpegProgressive, 1),
        "jpeg restart" => picture.Encode(".jpg", (int)ImwriteFlags.JpegRstInterval, 3),
        "jpeg grey" => Grey(picture, ".jpg"),
        "gif" => Files.Gif(picture),
        "gif animated" => Files.Gif(picture, picture, picture),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of file."),
    };

    private static byte[] Tiff(Mat picture, int compression) => picture.Encode(".tiff", (int)ImwriteFlags.TiffCompression, compression);

    private static byte[] Grey(Mat picture, string extension, params int[] parameters)
    {
        using Mat grey = new();
        Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
        return grey.Encode(extension, parameters);
    }

    private static byte[] Pages(Mat picture)
    {
        string path = Path.Combine(Path.GetTempPath(), $"pages-{Guid.NewGuid():N}.tiff");
        try
        {
            Assert.True(Cv2.ImWrite(path, (IEnumerable<Mat>)[picture, picture, picture]));
            return System.IO.File.ReadAllBytes(path);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }
}
