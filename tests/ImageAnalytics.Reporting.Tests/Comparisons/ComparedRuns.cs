using ImageAnalytics.Reporting.Comparisons;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Comparing;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Tests.Comparisons;

/// <summary>Two runs over drawn pictures, compared.</summary>
internal static class ComparedRuns
{
    public static readonly StepPair Steps = new("objects", "objects");

    /// <summary>An image in which the crate appeared.</summary>
    public static ImageDifference CrateAppeared(string path) => new(
        ImageChange.Findings, Image(path), Image(path), [new FindingDifference(Steps, FindingChange.Appeared, null, Found(2, "crate", 0.71, Drawn.Crate))]);

    public static RunImage Image(string path, string status = RunStatus.Ok)
        => new(0, path, "/in/" + path, null, 1, 640, 480, null, null, status, null, null, false, null);

    public static StoredObservation Found(int number, string label, double confidence, BoundingBox box)
        => new(number, null, new Observation { Kind = ObservationKinds.Detection, Label = label, Confidence = confidence, Box = box });

    /// <summary>Compares, with the picture of each chosen image.</summary>
    public static async Task<string> WriteAsync(string folder, IEnumerable<ImageDifference> differences, Func<SampledDifference, (ReportPicture? Before, ReportPicture? After)> picture, Func<ComparisonModel, ComparisonModel>? change = null)
    {
        using ComparisonPageWriter page = new(folder);
        Dictionary<ImageChange, long> counts = Enum.GetValues<ImageChange>().ToDictionary(c => c, _ => 0L);
        foreach (ImageDifference difference in differences)
        {
            counts[difference.Change]++;
            page.Add(difference);
        }

        ComparisonModel model = Model(counts) with { Pairs = [.. page.Choose().Select(c => (c, Sides: picture(c))).Select(p => new ComparisonPair(p.c, p.Sides.Before, p.Sides.After))] };
        return await File.ReadAllTextAsync(await page.FinishAsync(change?.Invoke(model) ?? model, cancellationToken: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    public static ComparisonModel Model(IReadOnlyDictionary<ImageChange, long> images)
    {
        ComparisonSide before = Side("20260101-020000", 1), after = Side("20260102-020000", 2);
        return new ComparisonModel
        {
            Before = before,
            After = after,
            Options = new ComparisonOptions(),
            Figures = new RunComparison
            {
                Before = before.Run,
                After = after.Run,
                Common = 4000,
                Images = images,
                FailedNow = 3,
                FailedBefore = 0,
                Steps =
                [
                    new StepComparison
                    {
                        Steps = Steps,
                        ModelBefore = "drawn",
                        ModelAfter = "drawn-large",
                        SameStep = false,
                        Labels = [new LabelChange("detection", "crate", 5, 8, 1000, 1234), new LabelChange("detection", "ball", 5, 5, 70, 60)],
                        Appeared = 234,
                        Gone = 10,
                        Relabelled = 2,
                        Confidence = 1,
                        Agreement = [new AgreementCell("crate", "crate", 998), new AgreementCell(null, "crate", 234), new AgreementCell("ball", null, 10), new AgreementCell("crate", "ball", 2)],
                    },
                ],
            },
        };
    }

    private static ComparisonSide Side(string run, int day)
        => new(new RunSide(run, "yard-watch", "/out/" + run, new DateTimeOffset(2026, 1, day, 2, 0, 0, TimeSpan.Zero), new RunCounts(4321, 10, 4311, 4318, 0, 3, 1294)), ["/pictures/yard"], [$"drawn {day}.0"]);
}
