using System.Globalization;
using System.IO.Compression;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting.Tests;

/// <summary>Photographs with boxes drawn by people (COCO), from the shared folder.</summary>
public sealed class RealPictureTests
{
    [Fact]
    public async Task FiftyPhotographs_AllHaveThumbnails()
    {
        string archive = Path.Combine(SharedFolder(), "data", "coco-val50", "coco-val50.zip");
        Assert.SkipUnless(File.Exists(archive), $"'{archive}' is missing. Set IMAGEANALYTICS_SHARED to the shared folder.");
        using TemporaryFolder folder = new();
        await ZipFile.ExtractToDirectoryAsync(archive, folder["coco"], TestContext.Current.CancellationToken);
        ReportPicture[] pictures = [.. Directory.EnumerateFiles(folder["coco"], "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Annotated)];
        string html = await ReportWriterTests.PageOf(Drawn.Model(pictures) with { Title = "Fifty photographs" }, folder);
        Assert.Equal((24, 50), (ReportWriterTests.CountOf("<img src=\"thumbs/", html), Directory.GetFiles(folder["report/thumbs"]).Length));
        Assert.Equal(pictures.Take(24).Count(p => p.Boxes.Count > 0), ReportWriterTests.CountOf("class=\"overlay\"", html));
    }

    private static ReportPicture Annotated(string path)
    {
        using Mat picture = Cv2.ImRead(path);
        string boxes = Path.ChangeExtension(path.Replace("/images/", "/boxes/", StringComparison.Ordinal), ".txt");
        double[][] rows = File.Exists(boxes) ? [.. File.ReadLines(boxes).Select(l => l.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray())] : [];
        return new ReportPicture
        {
            Path = Path.GetFileName(path),
            FullPath = path,
            Width = picture.Width,
            Height = picture.Height,
            Boxes = [.. rows.Select((r, i) => new ReportBox($"truth#{i}", "truth", $"class {r[0]}", 1, BoundingBox.FromCxCyWh(r[1], r[2], r[3], r[4]).Scale(picture.Width, picture.Height)))],
        };
    }

    private static string SharedFolder()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "ImageAnalytics.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        return Environment.GetEnvironmentVariable("IMAGEANALYTICS_SHARED") ?? Path.GetFullPath(Path.Combine(root ?? ".", "..", "shared"));
    }
}
