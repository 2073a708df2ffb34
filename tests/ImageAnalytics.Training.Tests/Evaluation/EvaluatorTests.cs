using System.Text.Json.Nodes;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Reporting;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Faces;
using ImageAnalytics.Training.Evaluation.Objects;
using ImageAnalytics.Training.Evaluation.Output;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Evaluation;

/// <summary>Real networks of a few nodes, judged on pictures whose answers are computed by hand.</summary>
public sealed class EvaluatorTests : IDisposable
{
    private static readonly Scalar s_red = new(0, 0, 255), s_green = new(0, 255, 0), s_blue = new(255, 0, 0);
    private static readonly string[] s_colours = ["blue", "red", "green"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_Classifier_JudgesEveryPictureByItsStrongestColour()
    {
        Dataset data = Data(s_colours, Plain("a.png", s_red, 1), Plain("b.png", s_green, 2), Plain("c.png", s_blue, 1), Plain("d.png", s_blue, 0));

        EvaluationResult found = Evaluate(Classifier(), data);

        Assert.Equal((4, 0.75), (found.Images, found.Classification!.Top1));
        JsonNode json = JsonNode.Parse(EvaluationJson.Write(found))!;
        Assert.Equal(("classification", "colours", 4, 0.75), ((string)json["task"]!, (string)json["model"]!, (int)json["images"]!, (double)json["top1"]!));
        Assert.Equal(["red blue 1", "red red 1", "green green 1", "blue blue 1"], json["confusion"]!.AsArray().Select(c => $"{c!["truth"]} {c["said"]} {c["images"]}").OrderBy(c => "rgb".IndexOf(c[0], StringComparison.Ordinal)));
        Assert.Equal((2, 0.5), ((int)json["per_class"]!["red"]!["images"]!, (double)json["per_class"]!["red"]!["recall"]!));
        Assert.Null(json["top5"]); // of three classes
        Assert.Null(json["ap"]);
    }

    [Fact]
    public void Evaluate_ProblemsOfTheData_AreToldWithTheFigures()
    {
        Dataset data = Data(s_colours, Plain("a.png", s_red, 1)) with { Problems = [new DatasetProblem(DatasetProblemKind.MissingImage, "b.png", "The picture 'b.png' is not there."), new DatasetProblem(DatasetProblemKind.MissingImage, "c.png", "The picture 'c.png' is not there.")] };

        string told = Assert.Single(JsonNode.Parse(EvaluationJson.Write(Evaluate(Classifier(), data)))!["notes"]!.AsArray().Select(n => (string)n!), n => n.Contains("b.png", StringComparison.Ordinal));

        Assert.Equal("2 x MissingImage, such as: The picture 'b.png' is not there.", told);
    }

    [Fact]
    public void Evaluate_BrokenPictures_AreToldAndInNoFigure()
    {
        byte[] cut = MadeImage.Png(40, 30, (new Rect(0, 0, 40, 30), s_red));
        Dataset data = Data(s_colours, Plain("a.png", s_red, 1), new MadeImage([1, 2, 3]) { Name = "text.png", ClassId = 1 }, new MadeImage(cut[..(cut.Length / 2)]) { Name = "cut.png", ClassId = 0 });

        EvaluationResult found = Evaluate(Classifier(), data);

        Assert.Equal((1, 1.0), (found.Images, found.Classification!.Top1));
        Assert.Equal(["text.png", "cut.png"], found.Broken.Select(b => b.Name));
    }

    [Fact]
    public void Evaluate_AnswersThatAreNoNumbers_AreToldAndInNoFigure()
    {
        InstalledModel shares = InstalledModel.Load(DrawnModel.Write(_folder, TinyNetwork.ChannelShares("1", 16)));
        Dataset data = Data(s_colours, Plain("a.png", Scalar.Black, 1), Plain("b.png", s_red, 1));

        EvaluationResult found = Evaluate(shares, data);

        Assert.Equal((1, "a.png"), (found.Images, Assert.Single(found.Broken).Name));
    }

    [Fact]
    public void Evaluate_OnlyBrokenPictures_SaysWhy()
        => Assert.Contains("none of its 1 pictures can be used; of 'text.png': ", Refusal(Classifier(), Data(s_colours, new MadeImage([1, 2, 3]) { Name = "text.png", ClassId = 1 })), StringComparison.Ordinal);

    [Fact]
    public void Evaluate_AnyNumberOfLanes_GivesOneResult()
    {
        Dataset data = Data(s_colours, [.. Enumerable.Range(0, 20).Select(i => Plain($"{i}.png", i % 3 == 0 ? s_red : s_green, i % 2))]);

        Assert.Equal(
            EvaluationJson.Write(Evaluator.Evaluate(new EvaluationRequest { Model = Classifier(), Data = data, Lanes = 1 })),
            EvaluationJson.Write(Evaluator.Evaluate(new EvaluationRequest { Model = Classifier(), Data = data, Lanes = 4 })));
    }

    [Fact]
    public void Evaluate_DetectorWithMasks_ComparesBoxesAndPixels()
    {
        // The network says of a red picture: a box at (0, 2) of 8 x 16, its left half set. Truth: the same box, of which the left 5 columns are set.
        BoundingBox box = new(0, 2, 8, 16);
        Dataset data = Data(["red", "green"], Marked("a.png", s_red, new LabelledObject { ClassId = 0, Box = box, Mask = Filled(box with { Width = 5 }) }), Marked("b.png", s_green));

        EvaluationResult found = Evaluate(MaskDetector(), data);

        Assert.Equal((1.0, 1.0), (found.Boxes!.Coco.AveragePrecision!.Value, found.Boxes.MeanIoU!.Value));

        // The mask is pasted smoothly and reaches nothing outside its box: of the 4 columns, the outer two have 12 and the inner two 14 of 16 rows. That
        // is 52 of 5 x 16 pixels, an IoU of 0.65: from 0.50 to 0.65, four of ten thresholds.
        Assert.Equal(0.4, found.Masks!.Coco.AveragePrecision!.Value, 1e-12);
        Assert.Equal(0.65, found.Masks.MeanIoU!.Value, 1e-12);

        // One right, and a green thing in a picture where none is marked.
        JsonNode json = JsonNode.Parse(EvaluationJson.Write(found))!;
        Assert.Equal(2 / 3.0, (double)json["mask_f1_50"]!, 1e-12);
        Assert.Equal((1, 1, 0), ((int)json["errors"]!["right"]!, (int)json["errors"]!["background"]!, (int)json["errors"]!["missed"]!));
        Assert.Equal(["blue"], json["classes_only_in_model"]!.AsArray().Select(c => (string)c!));
    }

    [Fact]
    public void Evaluate_LeastConfidenceAboveTheCards_LeavesTheWorkingPointToTheCard()
    {
        // As bright as the network is sure: 0.78, between the card's 0.6 and what is asked for.
        Dataset data = Data(["red"], Marked("a.png", new Scalar(0, 0, 200), new LabelledObject { ClassId = 0, Box = new BoundingBox(0, 2, 8, 16) }));

        EvaluationResult found = Evaluator.Evaluate(new EvaluationRequest { Model = MaskDetector(), Data = data, MinConfidence = 0.9 });

        Assert.Equal(0.6, found.Boxes!.Confidence, 1e-6);
        Assert.Equal((0.0, 1), (found.Boxes.Coco.AveragePrecision!.Value, found.Boxes.Errors.Right));
    }

    [Fact]
    public void Look_ClassesThatAreWanted_AreNotLeftOutForSurerOthers()
    {
        InstalledModel model = MaskDetector();
        Thresholds one = model.Card.Output.Thresholds with { MaxDetections = 1 };
        using OpenedPicture picture = OpenedPicture.Open(Marked("a.png", new Scalar(0, 255, 200)), null, null);
        using DetectorLane all = DetectorLane.Open(model, one, masks: false), wanted = DetectorLane.Open(model, one, masks: true, new HashSet<int> { 0 });

        Assert.Equal(1, Assert.Single(all.Look(picture.Whole, TestContext.Current.CancellationToken).Objects).ClassId);
        Assert.Equal(0, Assert.Single(wanted.Look(picture.Whole, TestContext.Current.CancellationToken).Objects).ClassId);
    }

    [Fact]
    public void Look_MoreThanTheCardReports_SaysHowSureTheLastOfThemIs()
    {
        InstalledModel model = InstalledModel.Load(DrawnDetector.WriteWhole(_folder, edit: c => c.Replace("maxDetections: 20", "maxDetections: 1", StringComparison.Ordinal)));
        using OpenedPicture picture = OpenedPicture.Open(Marked("a.png", new Scalar(0, 204, 255)), null, null);
        using DetectorLane lane = DetectorLane.Open(model, model.Card.Output.Thresholds with { MaxDetections = 2 }, masks: false, new HashSet<int> { 1 });

        FoundInPicture found = lane.Look(picture.Whole, TestContext.Current.CancellationToken);

        // Of all that a pipeline sees, the red one alone is reported, although only green is compared.
        Assert.Equal((1, 1.0), (Assert.Single(found.Objects).ClassId, found.LeastReported));
        using DetectorLane asMany = DetectorLane.Open(model, model.Card.Output.Thresholds, masks: false, new HashSet<int> { 1 });
        Assert.Equal(1.0, asMany.Look(picture.Whole, TestContext.Current.CancellationToken).LeastReported);
    }

    [Fact]
    public void Evaluate_DataWithBoxesOnly_SaysThatMasksAreNotCompared()
    {
        EvaluationResult found = Evaluate(MaskDetector(), Data(["red"], Marked("a.png", s_red, new LabelledObject { ClassId = 0, Box = new BoundingBox(0, 2, 8, 16) })));

        Assert.Null(found.Masks);
        Assert.Contains("The data have no masks: boxes alone are compared.", found.Notes);
        Assert.Equal(1.0, found.Boxes!.Coco.AveragePrecision);
    }

    [Fact]
    public void Evaluate_ObjectWithoutMask_LeavesItsPictureOutOfTheFiguresOfMasks()
    {
        BoundingBox box = new(0, 2, 8, 16);
        LabelledObject whole = new() { ClassId = 0, Box = box, Mask = Filled(box with { Width = 5 }) };
        Dataset data = Data(["red", "green"], Marked("a.png", s_red, whole), Marked("b.png", s_red, whole with { Mask = null }), Marked("c.png", s_green));

        EvaluationResult found = Evaluate(MaskDetector(), data);

        Assert.Equal((2, 0), (found.Boxes!.Errors.Right, found.Boxes.Errors.Missed));
        Assert.Equal((1, 0, 1), (found.Masks!.Errors.Right, found.Masks.Errors.Missed, found.Masks.Errors.Background));
        Assert.Equal(0.65, found.Masks.MeanIoU!.Value, 1e-12);
        Assert.Contains("1 of the data's 2 objects have no mask: the 1 pictures that show them are in no figure of masks.", found.Notes);
    }

    [Fact]
    public void Evaluate_ClassesOfTheDataThatDifferInCapitals_AreOneWhereTheModelHasOne()
    {
        EvaluationResult found = Evaluate(Classifier(), Data(["Red", "red", "green"], Plain("a.png", s_red, 0), Plain("b.png", s_red, 1), Plain("c.png", s_green, 2)));

        Assert.Equal((3, 1.0), (found.Images, found.Classification!.Top1));
        Assert.Equal(["red", "green"], found.Data.Classes);
        Assert.Empty(found.Match!.OnlyInData);
    }

    [Fact]
    public void Evaluate_MasksOfAnotherSize_MakeABrokenPicture()
    {
        BoundingBox box = new(0, 2, 8, 16);
        LabelledObject good = new() { ClassId = 0, Box = box, Mask = Filled(box) }, other = good with { Mask = RunLengths.FromPixels(4, 4, new byte[16]).ToMask() };

        EvaluationResult found = Evaluate(MaskDetector(), Data(["red"], Marked("a.png", s_red, good), Marked("b.png", s_red, other)));

        Assert.Equal(("b.png", 1), (Assert.Single(found.Broken).Name, found.Images));
    }

    [Fact]
    public void Evaluate_BoxesForAnotherSize_MakeABrokenPicture()
    {
        LabelledObject one = new() { ClassId = 0, Box = new BoundingBox(0, 2, 8, 16) };
        MadeImage other = new(MadeImage.Png(32, 32, (new Rect(0, 0, 32, 32), s_red))) { Name = "b.png", Objects = [one], LabelledSize = (64, 64) };

        EvaluationResult found = Evaluate(MaskDetector(), Data(["red"], Marked("a.png", s_red, one), other));

        Assert.Equal(("b.png", "It has 32 x 32 pixels, but its labels are for another size.", 1), (Assert.Single(found.Broken).Name, found.Broken[0].Message, found.Images));
    }

    [Fact]
    public void Evaluate_FacesThatAreWholePictures_AreToldByTheirNearest()
    {
        InstalledModel model = Faces();
        Dataset people = Data(["ann", "bob"], Face("ann/1.png", 0, 10), Face("ann/2.png", 0, 12), Face("bob/1.png", 1, 70), Face("bob/2.png", 1, 11));

        // Two of Bob's pictures look unlike each other: his second is nearest to Ann's.
        EvaluationResult found = Evaluator.Evaluate(new EvaluationRequest { Model = model, Data = people, Enrolled = 1 });

        Assert.Equal((0.5, 2, 2), (found.Faces!.Rank1, found.Faces.Queries, found.Faces.People));
        Assert.Equal(0.5, (double)JsonNode.Parse(EvaluationJson.Write(found))!["rank1"]!);

        EvaluationModel page = EvaluationPage.ModelOf(found);
        Assert.Equal(["bob/2.png", "ann/1.png"], page.Worst.Select(p => p.Path));
        Assert.Equal("It shows: bob", page.Worst[0].Message);
        Assert.StartsWith("The nearest known picture shows: ann. Distance 0.", page.Worst[1].Message, StringComparison.Ordinal);
        Assert.Equal(["ann/2.png", "ann/1.png"], page.Best.Select(p => p.Path));
    }

    [Fact]
    public void Evaluate_PairsOfFaces_ShowsThoseThatAreToldWrongly()
    {
        InstalledModel model = Faces();
        MadeImage a = Face("a.png", 0, 10), b = Face("b.png", 0, 12), c = Face("c.png", 1, 70), d = Face("d.png", 1, 11);
        ImagePair Pair(LabelledImage first, LabelledImage second, bool same, int fold) => new(first, second, same, fold);
        // In both folds near ones are of one person and far ones of two, but for a pair of two people that look alike.
        Dataset pairs = Data(["ann", "bob"], a, b, c, d) with { Pairs = [Pair(a, b, true, 0), Pair(a, c, false, 0), Pair(a, b, true, 1), Pair(b, a, true, 1), Pair(b, c, false, 1), Pair(b, d, false, 1)] };

        EvaluationResult found = Evaluator.Evaluate(new EvaluationRequest { Model = model, Data = pairs });

        EvaluationModel page = EvaluationPage.ModelOf(found);
        Assert.Contains(found.Faces!.Compared, p => p is { First: "b.png", Second: "d.png", Same: false, IsRight: false });
        Assert.Equal(["b.png", "d.png"], page.Worst.Take(2).Select(p => p.Path));
        Assert.StartsWith("Two people, taken for one. Distance 0.", page.Worst[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_FacesOfAMirroringModel_AreDescribedByBothVectors()
    {
        float[] Described(bool mirror, int left)
        {
            InstalledModel model = FaceModelFolder.Write(_folder, "mobileface-v2", TinyNetwork.Tiles("1", "data", "fc5_bn"), c => c.Replace("batch: dynamic", "batch: single", StringComparison.Ordinal).Replace("mirror: true", mirror ? "mirror: true" : "mirror: false", StringComparison.Ordinal));
            using AlignedFaceLane lane = AlignedFaceLane.Open(model);
            using OpenedPicture picture = OpenedPicture.Open(Face("a", 0, left), null, null);
            return lane.Look(picture.Whole, TestContext.Current.CancellationToken).Numbers!;
        }

        // A bar from column 10 on is, in a mirror, one that ends ten columns before the right edge.
        float[] one = Described(false, 10), mirrored = Described(false, 112 - 10 - 30), both = Described(true, 10);
        double length = Math.Sqrt(one.Zip(mirrored).Sum(p => Math.Pow(p.First + p.Second, 2)));
        Assert.NotEqual(one, both);
        Assert.All(both, (b, i) => Assert.Equal((one[i] + mirrored[i]) / length, b, 0.02));
    }

    [Fact]
    public void Evaluate_ModelAndDataThatDoNotFit_SaysWhatWould()
    {
        Dataset whole = Data(s_colours, Plain("a.png", s_red, 1)), marked = Data(s_colours, Marked("a.png", s_red, new LabelledObject { ClassId = 0, Box = new BoundingBox(0, 0, 1, 1) }));

        Assert.Contains("say only what is marked", Refusal(Classifier(), marked), StringComparison.Ordinal);
        Assert.Contains("mark nothing in their pictures", Refusal(MaskDetector(), whole), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_ASplitThatIsNotThere_SaysWhichAre()
    {
        Dataset data = Data(s_colours, new MadeImage([]) { Name = "a", Split = "val" }, new MadeImage([]) { Name = "b", Split = "train" });

        Assert.Equal("There is no split 'test' in 'data'. It has: 'train', 'val'.", Assert.Throws<EvaluationException>(
            () => Evaluator.Evaluate(new EvaluationRequest { Model = Classifier(), Data = data, Split = "test" })).Message);
    }

    [Fact]
    public async Task Page_Detector_ShowsFiguresMistakesAndPictures()
    {
        BoundingBox box = new(0, 2, 8, 16);
        Dataset data = Data(["red", "<b>"], Marked("a.png", s_red, new LabelledObject { ClassId = 0, Box = box, Mask = Filled(box) }), Marked("<i>.png", s_blue, new LabelledObject { ClassId = 1, Box = box, Mask = Filled(box) }));

        string page = await EvaluationPage.WriteAsync(Evaluate(MaskDetector(), data), _folder.In("page"), TestContext.Current.CancellationToken);

        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("mask AP", html, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;.png", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.In("page", "charts", "precision-recall-dark.svg")));
        Assert.Equal(2, Directory.GetFiles(_folder.In("page", "thumbs")).Length);
    }

    private static string Refusal(InstalledModel model, Dataset data) => Assert.Throws<EvaluationException>(() => Evaluate(model, data)).Message;

    private static EvaluationResult Evaluate(InstalledModel model, Dataset data)
        => Evaluator.Evaluate(new EvaluationRequest { Model = model, Data = data }, cancellationToken: TestContext.Current.CancellationToken);

    private InstalledModel Classifier() => InstalledModel.Load(DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16)));

    private InstalledModel Faces() => FaceModelFolder.Write(
        _folder, "mobileface-v2", TinyNetwork.Tiles("1", "data", "fc5_bn"),
        c => c.Replace("batch: dynamic", "batch: single", StringComparison.Ordinal).Replace("mirror: true", "mirror: false", StringComparison.Ordinal));

    private InstalledModel MaskDetector() => InstalledModel.Load(DrawnDetector.WriteWhole(_folder));

    private static Dataset Data(string[] classes, params LabelledImage[] images) => new() { Source = "data", Classes = classes, Images = images };

    private static MadeImage Plain(string name, Scalar colour, int classId) => new(MadeImage.Png(40, 30, (new Rect(0, 0, 40, 30), colour))) { Name = name, ClassId = classId };

    private static MadeImage Marked(string name, Scalar colour, params LabelledObject[] objects)
        => new(MadeImage.Png(32, 32, (new Rect(0, 0, 32, 32), colour))) { Name = name, Objects = objects };

    // A bright bar at some place, on black.
    private static MadeImage Face(string name, int person, int left) => new(MadeImage.Png(112, 112, (new Rect(left, 10, 30, 90), new Scalar(255, 255, 255)))) { Name = name, ClassId = person };

    private static Mask Filled(BoundingBox box)
        => RunLengths.FromPixels(32, 32, [.. Enumerable.Range(0, 32 * 32).Select(i => box.Intersect(new BoundingBox(i % 32, i / 32, 1, 1)).Area > 0 ? (byte)1 : (byte)0)]).ToMask();
}
