using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Objects;
using ImageAnalytics.Training.Tests.Evaluation;
using ImageAnalytics.Training.Tuning;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Tuning;

/// <summary>Pictures with one object each, in which a detector also finds what is not there, less surely.</summary>
public sealed class KeptDetectionsTests
{
    private static readonly string[] s_classes = ["nut"];
    private static readonly KeptOptions s_standard = new(0.1, 0.5, 100, null);

    [Fact]
    public void Score_HigherConfidence_LeavesOutWhatIsNotThere()
    {
        KeptDetections kept = Kept(Thing(0.9, 10), Thing(0.3, 60), Thing(0.2, 120));

        Assert.Equal(2 / 4.0, Score(kept));
        Assert.Equal(1, Score(kept, ("minConfidence", "0.5")));
        Assert.Equal(0, Score(kept, ("minConfidence", "0.95")));
        Assert.Equal(1, Score(kept, ("maxDetections", "1")));
    }

    [Fact]
    public void Score_LowerOverlap_LeavesOutDoubles()
    {
        KeptDetections kept = Kept(Thing(0.9, 10), Thing(0.8, 14)); // IoU 16/24

        Assert.Equal(1, Score(kept));
        Assert.Equal(2 / 3.0, Score(kept, ("nmsThreshold", "0.7")));
    }

    [Fact]
    public void Score_OtherLabels_AreLeftOut()
        => Assert.Equal(0, Score(Kept(s_standard with { Labels = ["bolt"] }, Thing(0.9, 10))));

    [Fact]
    public void Score_WhatTheStepDoesNotReport_IsNotMissed()
    {
        string[] classes = ["nut", "bolt", "gear"];
        MadeImage picture = new([]) { Name = "a.png", Objects = [.. Enumerable.Range(0, 9).Select(i => new LabelledObject { ClassId = i % 3, Box = new BoundingBox(10 + (i * 20), 10, 20, 20) })] };
        ClassMatch match = ClassMatch.Match("parts", classes[..2], new Dataset { Source = "data", Classes = classes, Images = [picture] });
        KeptDetections kept = new(
            new RawDetections(match, classes, [(picture, new FoundInPicture(200, 40, [Thing(0.9, 10), Thing(0.8, 70), Thing(0.7, 130), Thing(0.2, 30)]))], []),
            s_standard with { Labels = ["nut"] }, classes[..2], needsNms: true);

        Assert.Equal(6 / 7.0, Score(kept), 12);
        Assert.Equal(1, Score(kept, ("minConfidence", "0.5")));
        Assert.Equal(["The step reports nothing of 2 of the data's classes, whose objects are not counted: 'bolt', 'gear'."], kept.Notes);
    }

    [Fact]
    public void Score_AnyConfidence_IsThatOfTheCurve()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Confidence, byte Place)[]>(),
            ArbMap.Default.ArbFor<byte>(),
            (found, least) =>
            {
                FoundInPicture.Thing[] things = [.. found.Select(f => Thing((float)(f.Confidence / 255.0), f.Place % 150))];
                double confidence = Math.Max(0.1, least / 255.0);
                KeptDetections kept = Kept(s_standard with { NmsThreshold = 1 }, things);
                ExaminedPicture picture = Evaluator.ExaminedOf(s_picture, new FoundInPicture(200, 40, [.. things.Where(t => t.Confidence >= 0.1)]), s_match, 0);
                double expected = ObjectFigures.Of([picture], 1, Results.Evaluation.OverlapKind.Boxes, confidence).F1 ?? 0;
                return Math.Abs(Score(kept, ("minConfidence", TuneValue.Of(confidence))) - expected) < 1e-12;
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0.3", "0.1")]
    [InlineData("0.3", "0.6")]
    [InlineData("0.55", "0.3")]
    [InlineData("0.8", "0.9")]
    public void Score_RealDetector_IsThatOfTheModelWithTheseThresholdsOnItsCard(string minConfidence, string nmsThreshold)
    {
        using TemporaryFolder folder = new();
        InstalledModel model = InstalledModel.Load(DrawnDetector.WriteParts(
            folder, masks: false, card => card.Replace("minConfidence: 0.6, nmsThreshold: 0.5", $"minConfidence: {minConfidence}, nmsThreshold: {nmsThreshold}", StringComparison.Ordinal).Replace("maxDetections: 20", "maxDetections: 100", StringComparison.Ordinal)));
        Dataset data = new() { Source = "squares", Classes = ["red", "green", "blue"], Images = [.. Enumerable.Range(0, 12).Select(Squares)] };
        TuneParameter[] parameters = [new() { Name = "s.minConfidence", From = 0.05, To = 0.9 }];

        KeptDetections kept = KeptDetections.Look(model, data, KeptOptions.Of([], model), parameters, TestContext.Current.CancellationToken);
        double expected = Evaluator.Evaluate(new EvaluationRequest { Model = model, Data = data }, cancellationToken: TestContext.Current.CancellationToken).Boxes!.F1!.Value;

        Assert.Equal(expected, Score(kept, ("minConfidence", minConfidence), ("nmsThreshold", nmsThreshold)), 12);
        Assert.True(expected > 0);
    }

    // Squares of plain colours, more or less bright, in places that follow from the number.
    private static MadeImage Squares(int number)
    {
        Rect[] places = [new Rect(0, number % 2 * 2, 16, 16), new Rect(16, number % 3 * 4, 16, 16), new Rect(number % 4 * 4, 16, 16, 16)];
        int bright = 255 - (number * 14);
        return new MadeImage(MadeImage.Png(32, 32, [.. places.Select((p, i) => (p, new Scalar(i == 2 ? bright : 0, i == 1 ? bright : 0, i == 0 ? bright : 0)))]))
        {
            Name = $"{number}.png", Objects = [.. places.Select((p, i) => new LabelledObject { ClassId = i, Box = new BoundingBox(p.X, p.Y, p.Width, p.Height) })],
        };
    }

    private static readonly MadeImage s_picture = new([]) { Name = "a.png", Objects = [new LabelledObject { ClassId = 0, Box = new BoundingBox(10, 10, 20, 20) }] };
    private static readonly ClassMatch s_match = ClassMatch.Match("parts", s_classes, new Dataset { Source = "data", Classes = s_classes, Images = [s_picture] });

    private static FoundInPicture.Thing Thing(double confidence, double x) => new(0, (float)confidence, new BoundingBox((float)x, 10, 20, 20), null);

    private static KeptDetections Kept(params FoundInPicture.Thing[] things) => Kept(s_standard, things);

    private static KeptDetections Kept(KeptOptions standard, params FoundInPicture.Thing[] things)
        => new(new RawDetections(s_match, s_classes, [(s_picture, new FoundInPicture(200, 40, things))], []), standard, s_classes, needsNms: true);

    private static double Score(KeptDetections kept, params (string Name, string Value)[] options)
        => kept.Score(options.ToDictionary(o => o.Name, o => o.Value), TuneFigures.ObjectsF1);
}
