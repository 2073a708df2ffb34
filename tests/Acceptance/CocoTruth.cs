using System.IO.Compression;
using System.Runtime.InteropServices;
using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Acceptance;

/// <summary>What is in the COCO pictures of the test data: boxes, and masks drawn from polygons. Images are named by their file without extension.</summary>
/// <remarks>
/// Boxes number the classes from 0 to 79, polygons by COCO's category ids. Polygons join the centres of a mask's outermost pixels, so OpenCV's FillPoly, which
/// sets the outline too, gives back the mask that they were made from. It has no holes, and parts that lie apart are joined by lines.
/// </remarks>
internal static class CocoTruth
{
    /// <summary>The true boxes.</summary>
    public static IReadOnlyList<TruthObject> Boxes()
        => Read("boxes", (image, size, line) => new TruthObject
        {
            Image = image,
            ClassId = line.ClassId < CocoClasses.Count ? line.ClassId : throw new FormatException($"'{image}' has the class {line.ClassId}; expected 0 to {CocoClasses.Count - 1}."),
            Box = BoundingBox.FromCxCyWh(line.Numbers[0], line.Numbers[1], line.Numbers[2], line.Numbers[3]).Scale(size.Width, size.Height),
        });

    /// <summary>The true masks, with the boxes around them.</summary>
    public static IReadOnlyList<TruthObject> Masks()
        => Read("polygons", (image, size, line) =>
        {
            RunLengths runs = Draw(line.Numbers, size);
            return new TruthObject { Image = image, ClassId = CocoClasses.Of(line.ClassId), Box = runs.Bounds, Mask = runs.ToMask() };
        });

    private static List<TruthObject> Read(string folder, Func<string, Size, YoloLine, TruthObject> make)
    {
        using ZipArchive zip = ZipFile.OpenRead(Repository.Shared("data", "coco-val50", "coco-val50.zip"));
        List<TruthObject> objects = [];
        foreach (ZipArchiveEntry picture in zip.Entries.Where(e => Path.GetExtension(e.Name) == ".jpg").OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            string image = Path.GetFileNameWithoutExtension(picture.Name);
            ZipArchiveEntry truth = Assert.Single(zip.Entries, e => e.FullName.EndsWith($"/{folder}/{image}.txt", StringComparison.Ordinal));
            using StreamReader reader = new(truth.Open());
            Size size = SizeOf(picture);
            objects.AddRange(YoloLine.Read(truth.FullName, reader.ReadToEnd(), folder == "polygons").Select(line => make(image, size, line)));
        }

        return objects;
    }

    private static Size SizeOf(ZipArchiveEntry picture)
    {
        using Stream stream = picture.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        using Mat decoded = Cv2.ImDecode(bytes.ToArray(), ImreadModes.Color);
        return decoded.Size();
    }

    private static RunLengths Draw(IReadOnlyList<double> numbers, Size size)
    {
        using Mat canvas = new(size, MatType.CV_8UC1, Scalar.Black);
        Point[] points = [.. numbers.Chunk(2).Select(p => new Point((int)Math.Round(p[0] * size.Width), (int)Math.Round(p[1] * size.Height)))];
        Cv2.FillPoly(canvas, [points], Scalar.White);
        byte[] pixels = new byte[size.Width * size.Height];
        Marshal.Copy(canvas.Data, pixels, 0, pixels.Length);
        return RunLengths.FromPixels(size.Width, size.Height, pixels);
    }
}
