using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Results.Trends;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Report.Browser.Tests.Support;

/// <summary>A report over pictures drawn for these tests, with known numbers of everything.</summary>
internal static class DrawnReport
{
    public const int Images = 60, Balls = 60, Crates = 30;

    /// <summary>Writes it: 60 pictures in two folders with a ball each, every second with a crate, three that failed.</summary>
    public static async Task<string> WriteAsync(Workspace workspace, Func<ReportModel, ReportModel>? change = null)
    {
        ReportModel model = Model(workspace);
        await ReportWriter.WriteAsync(change?.Invoke(model) ?? model, workspace["report"], cancellationToken: TestContext.Current.CancellationToken);
        return workspace["report"];
    }

    private static ReportModel Model(Workspace workspace)
    {
        ReportPicture[] pictures = [.. Enumerable.Range(0, Images).Select(i => Picture(workspace, i))];
        ReportFailure[] failures = [.. Enumerable.Range(0, 3).Select(i => new ReportFailure($"b/broken-{i}.jpg", "truncated", "The file ends after 10 of 20 rows.") { Folder = 1 })];
        return new ReportModel
        {
            Title = "Yard watch",
            Problem = "Which balls and crates were in the yard?",
            PipelineName = "yard-watch",
            PipelineText = "name: yard-watch\nsteps:\n  - { id: objects, plugin: single-shot-detector }\n",
            Counts = new ReportCounts(Images + 3, Images, 0, 3, Balls + Crates),
            Steps =
            [
                new ReportStep("objects", "single-shot-detector", "drawn",
                [
                    Label(0, "ball", Images, Confidence) with { Truth = new ReportTruth(64, Bins(Images, Confidence), Bins(3, _ => 0.4)) },
                    Label(1, "crate", Crates, _ => 0.7),
                ])
                { Surest = Bins(Images, i => Math.Max(Confidence(i), i % 2 == 0 ? 0.7 : 0)), HasMinConfidence = true, Threshold = 0.6 },
                new ReportStep("people", "face", "drawn", [new ReportLabel(ObservationKinds.Face, "Ann Example", 1, 1, 0.9) { Id = 2, Found = Bins(1, _ => 0.9), Surest = Bins(1, _ => 0.9) }]),
            ],
            Folders = [new FolderStatistics(0, "a", 30, 0, 45, [(0, 30), (1, 15)]), new FolderStatistics(1, "b", 33, 3, 45, [(0, 30)])],
            FolderCount = 2,
            Days = [new DayCount("2026-01-02", 30), new DayCount("2026-02-03", 30)],
            Changes = new RunChanges { NewImages = 5, Labels = [new LabelChange("objects", "ball", 0, 55, 60)], FailuresBefore = 1, FailuresNow = 3 },
            Alerts = new ReportAlerts("20260203-010203",
            [
                new ReportAlert("crate-seen", true, "images of 'objects' where label = 'crate'", Crates) { Last = 28, Above = 29, Step = "objects", Images = ["a/02.png", "a/00.png", "gone.png"] },
                new ReportAlert("quiet-yard", false, "observations of 'objects'", Balls + Crates) { Last = 80, Below = 10, Change = 0.5 },
            ]),
            Trend = Trend(8),
            Truth = "annotations.json",
            Pictures = [.. pictures, .. failures.Select((f, i) => new ReportPicture { Path = f.Path, FullPath = "/nowhere", Ordinal = Images + i, Folder = 1, FolderName = "b", Status = "failed", Failure = f.Failure, Message = f.Message })],
            FailureCounts = new Dictionary<string, long> { ["truncated"] = 3 },
            Failures = failures,
        };
    }

    /// <summary>So many nights; in the fourth the steps were changed, of the second the tables are gone.</summary>
    public static RunTrend Trend(int runs) => new(["ball", "crate", ""],
    [
        .. Enumerable.Range(0, runs).Select(i => new TrendPoint(
            $"202602{i + 1:D2}-010203", new DateTimeOffset(2026, 2, i + 1, 1, 2, 3, TimeSpan.Zero), new RunCounts(40 + i, i == 0 ? 40 : 1, i == 0 ? 0 : 39 + i, 40, i % 2, i % 3, 80), i != 3, i == 1 ? null : [40 + i, 20 + (i % 2), 3])),
    ]);

    /// <summary>From 0.40 on, one hundredth a picture.</summary>
    public static double Confidence(int picture) => 0.4 + (picture / 100.0);

    private static ReportPicture Picture(Workspace workspace, int i)
    {
        string path = workspace[$"in/{i:00}.png"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (Mat picture = new(480, 640, MatType.CV_8UC3, new Scalar(200 - i, 190, 150 + i)))
        {
            picture.Circle(200, 180, 100, new Scalar(40, 60, 210), -1);
            picture.Rectangle(new Rect(360, 200, 180, 240), new Scalar(60, 120, 160), -1);
            Cv2.ImEncode(".png", picture, out byte[] bytes);
            File.WriteAllBytes(path, bytes);
        }

        ReportBox ball = new("objects#1", "objects", "ball", Confidence(i), new BoundingBox(100, 80, 200, 200));
        return new ReportPicture
        {
            Path = $"{(i < 30 ? "a" : "b")}/{i:00}.png",
            FullPath = path,
            Ordinal = i,
            Folder = i < 30 ? 0 : 1,
            FolderName = i < 30 ? "a" : "b",
            TakenAt = i < 30 ? "2026-01-02T03:04:05" : "2026-02-03T04:05:06",
            IsNew = i < 5,
            Width = 640,
            Height = 480,
            Boxes = i % 2 == 0 ? [ball, new ReportBox("objects#2", "objects", "crate", 0.7, new BoundingBox(360, 200, 180, 240))] : [ball],
        };
    }

    private static ReportLabel Label(int id, string name, int count, Func<int, double> confidence)
        => new(ObservationKinds.Detection, name, count, count, Enumerable.Range(0, count).Average(confidence)) { Id = id, Found = Bins(count, confidence), Surest = Bins(count, confidence) };

    private static long[] Bins(int count, Func<int, double> confidence)
    {
        long[] bins = new long[ConfidenceHistogram.Bins];
        foreach (int i in Enumerable.Range(0, count))
        {
            bins[(int)Math.Round(confidence(i) * 10000) / 100]++;
        }

        return bins;
    }
}
