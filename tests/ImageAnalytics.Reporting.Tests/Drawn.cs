using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting.Tests;

/// <summary>Pictures drawn for these tests, and a report over them that has something of everything.</summary>
internal static class Drawn
{
    public static readonly BoundingBox Ball = new(100, 80, 200, 200);
    public static readonly BoundingBox Crate = new(360, 200, 180, 240);

    /// <summary>A picture with a ball and a crate at known places.</summary>
    public static Mat Scene(int width, int height, int hue)
    {
        Mat picture = new(height, width, MatType.CV_8UC3, new Scalar(200 - hue, 190, 150 + (hue / 3)));
        for (int x = 0; x < width; x += 40)
        {
            picture.Line(new Point(x, 0), new Point(width - x, height), new Scalar(180 - hue, 170, 140), 3, LineTypes.AntiAlias);
        }

        double sx = width / 640.0, sy = height / 480.0;
        picture.Ellipse(new RotatedRect(new Point2f((float)(200 * sx), (float)(180 * sy)), new Size2f(200 * sx, 200 * sy), 0), new Scalar(40, 60, 210), -1, LineTypes.AntiAlias);
        picture.Rectangle(new Rect((int)(360 * sx), (int)(200 * sy), (int)(180 * sx), (int)(240 * sy)), new Scalar(60, 120, 160), -1);
        return picture;
    }

    public static string Save(TemporaryFolder folder, string name, int width = 640, int height = 480, int hue = 0)
    {
        using Mat picture = Scene(width, height, hue);
        string path = folder[name];
        Cv2.ImEncode(System.IO.Path.GetExtension(name), picture, out byte[] bytes);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static ReportPicture Picture(string fullPath, int width = 640, int height = 480) => new()
    {
        Path = System.IO.Path.GetFileName(fullPath),
        FullPath = fullPath,
        Width = width,
        Height = height,
        Boxes =
        [
            new ReportBox("objects#1", "objects", "sports ball", 0.93, Ball.Scale(width / 640.0, height / 480.0)),
            new ReportBox("objects#2", "objects", "crate", 0.71, Crate.Scale(width / 640.0, height / 480.0)),
        ],
        Classifications = [new ReportClassification("kind", "objects#1", 1, "red ball", 0.84)],
    };

    public static ReportModel Model(params IReadOnlyList<ReportPicture> pictures) => new()
    {
        Title = "Yard watch",
        Problem = "Which balls and crates were in the yard?",
        PipelineName = "yard-watch",
        PipelineText = "name: yard-watch\nsteps:\n  - id: objects\n    plugin: single-shot-detector # <finds> & draws\n",
        RunId = "20260102-030405",
        Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
        Duration = TimeSpan.FromSeconds(83.4),
        Inputs = ["/pictures/yard"],
        Counts = new ReportCounts(12345, 12340, 2, 3, 40210),
        Steps =
        [
            new ReportStep("objects", "single-shot-detector", "fastestdet", [.. Enumerable.Range(1, 20).Select(i => new ReportLabel("detection", $"thing {i}", 5000 / i, 9000 / i, 0.9 - (i * 0.02)))]),
            new ReportStep("kind", "classifier", "squeezenet", []),
        ],
        Models = [new ReportModelCard("fastestdet", "1.0", "detection", "BSD-3-Clause", "https://example.org/fastestdet")],
        Pictures = pictures,
        FailureCounts = new Dictionary<string, long> { ["truncated"] = 2, ["too-large"] = 1, ["vanished"] = 2 },
        Failures =
        [
            new ReportFailure("a/broken.jpg", "truncated", "The file ends after 2176 of 2225 rows."),
            new ReportFailure("bomb.png", "too-large", "The picture has 30000 × 30000 pixels; the limit is 150,000,000."),
        ],
    };
}
