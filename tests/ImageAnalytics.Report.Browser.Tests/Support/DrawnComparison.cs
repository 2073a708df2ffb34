using ImageAnalytics.Reporting;
using ImageAnalytics.Reporting.Comparisons;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Comparing;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Report.Browser.Tests.Support;

/// <summary>
/// A comparison over pictures drawn for these tests: in 20 a crate appeared and a ball is the same, in 6 a ball became a moon, 2 are new, 1 is
/// gone and lies nowhere any more, 1 moved, 1 failed in the later run.
/// </summary>
internal static class DrawnComparison
{
    public const int Changes = 31;

    /// <summary>Writes it.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="name">Gives paths and labels; as they are when null.</param>
    public static async Task<string> WriteAsync(Workspace workspace, Func<string, string>? name = null)
    {
        name ??= text => text;
        string folder = workspace["changes"];
        ImageDifference[] differences = [.. Differences(name)];
        RunComparison figures = Figures(differences, name);
        using (ComparisonWriter tables = new(folder))
        {
            Array.ForEach(differences, tables.Add);
            tables.Finish(figures);
        }

        using ComparisonPageWriter page = new(folder);
        Array.ForEach(differences, page.Add);
        ComparisonModel model = new()
        {
            Before = Side("20260101-020000", 1, name),
            After = Side("20260102-020000", 2, name),
            Figures = figures,
            Options = new ComparisonOptions(),
            Pairs = [.. page.Choose().Select(c => Pair(workspace, c, name))],
        };
        await page.FinishAsync(model, cancellationToken: TestContext.Current.CancellationToken);
        return folder;
    }

    private static IEnumerable<ImageDifference> Differences(Func<string, string> name)
    {
        RunImage Image(string path, int place, string status = RunStatus.Ok) => new(place, name(path), "/in/" + path, null, 1, 640, 480, null, null, status, null, null, false, null);
        StepPair steps = new("objects", "objects");
        for (int i = 0; i < 20; i++)
        {
            yield return new ImageDifference(ImageChange.Findings, Image($"a/{i:00}.png", i), Image($"a/{i:00}.png", i), [new FindingDifference(steps, FindingChange.Appeared, null, Crate(name))]);
        }

        for (int i = 20; i < 26; i++)
        {
            yield return new ImageDifference(ImageChange.Findings, Image($"b/{i:00}.png", i), Image($"b/{i:00}.png", i), [new FindingDifference(steps, FindingChange.Relabelled, Ball(name), Ball(name, "moon"))]);
        }

        yield return new ImageDifference(ImageChange.New, null, Image("new/26.png", 26), []);
        yield return new ImageDifference(ImageChange.New, null, Image("new/27.png", 27), []);
        yield return new ImageDifference(ImageChange.Gone, Image("gone/28.png", 28), null, []);
        yield return new ImageDifference(ImageChange.Moved, Image("old/29.png", 29), Image("moved/29.png", 29), []);
        yield return new ImageDifference(ImageChange.Status, Image("b/30.png", 30), Image("b/30.png", 30, RunStatus.Failed), [new FindingDifference(steps, FindingChange.Gone, Ball(name), null)]);
    }

    private static ComparisonPair Pair(Workspace workspace, SampledDifference sampled, Func<string, string> name)
    {
        ImageDifference difference = sampled.Difference;
        int i = (int)(difference.After ?? difference.Before)!.Ordinal;
        bool drawn = difference.Change != ImageChange.Gone;
        ReportPicture picture = new() { Path = difference.Path, FullPath = drawn ? Draw(workspace, i) : "/nowhere/gone.png", Ordinal = i, Width = 640, Height = 480 };
        ReportBox ball = new("objects#1", "objects", name("ball"), 0.8, BallBox), crate = new("objects#2", "objects", name("crate"), 0.7, CrateBox);
        ReportPicture? before = picture with { Boxes = [ball] }, after = difference.Change switch
        {
            ImageChange.Status => picture with { Status = "failed", Failure = "truncated", Message = name("The file ends after 10 of 20 rows.") },
            ImageChange.Findings when i >= 20 => picture with { Boxes = [ball with { Label = name("moon") }] },
            _ => picture with { Boxes = [ball, crate] },
        };
        return new ComparisonPair(
            sampled, difference.Change is ImageChange.New or ImageChange.Moved ? null : before, difference.Change == ImageChange.Gone ? null : after);
    }

    private static RunComparison Figures(ImageDifference[] differences, Func<string, string> name) => new()
    {
        Before = Side("20260101-020000", 1, name).Run,
        After = Side("20260102-020000", 2, name).Run,
        Common = 100,
        Images = Enum.GetValues<ImageChange>().ToDictionary(c => c, c => differences.LongCount(d => d.Change == c)),
        FailedNow = 1,
        FailedBefore = 0,
        Steps =
        [
            new StepComparison
            {
                Steps = new StepPair("objects", "objects"),
                ModelBefore = name("drawn-1"),
                ModelAfter = name("drawn-2"),
                SameStep = false,
                Labels = [new LabelChange("detection", name("crate"), 0, 20, 0, 20), new LabelChange("detection", name("ball"), 100, 93, 100, 93), new LabelChange("detection", name("moon"), 0, 6, 0, 6)],
                Appeared = 20,
                Gone = 1,
                Relabelled = 6,
                Confidence = 0,
                Agreement = [new AgreementCell(name("ball"), name("ball"), 93), new AgreementCell(null, name("crate"), 20), new AgreementCell(name("ball"), name("moon"), 6), new AgreementCell(name("ball"), null, 1)],
            },
        ],
    };

    private static ComparisonSide Side(string run, int day, Func<string, string> name)
        => new(new RunSide(run, name("yard-watch"), "/out/" + run, new DateTimeOffset(2026, 1, day, 2, 0, 0, TimeSpan.Zero), new RunCounts(102, 10, 92, 101, 0, 1, 120)), [name("/in")], [name($"drawn-{day}")]);

    private static BoundingBox BallBox { get; } = new(100, 80, 200, 200);

    private static BoundingBox CrateBox { get; } = new(360, 200, 180, 240);

    private static StoredObservation Ball(Func<string, string> name, string label = "ball") => Found(1, name(label), 0.8, BallBox);

    private static StoredObservation Crate(Func<string, string> name) => Found(2, name("crate"), 0.7, CrateBox);

    private static StoredObservation Found(int number, string label, double confidence, BoundingBox box)
        => new(number, null, new Observation { Kind = ObservationKinds.Detection, Label = label, Confidence = confidence, Box = box });

    private static string Draw(Workspace workspace, int i)
    {
        string path = workspace[$"in/{i:00}.png"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Mat picture = new(480, 640, MatType.CV_8UC3, new Scalar(200 - i, 190, 150 + i));
        picture.Circle(200, 180, 100, new Scalar(40, 60, 210), -1);
        picture.Rectangle(new Rect(360, 200, 180, 240), new Scalar(60, 120, 160), -1);
        Cv2.ImEncode(".png", picture, out byte[] bytes);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
