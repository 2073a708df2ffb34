using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Training.Evaluation.Classification;
using ImageAnalytics.Training.Evaluation.Faces;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Families.Classification;
using ImageAnalytics.Training.Families.Faces;
using ImageAnalytics.Training.Families.Style;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Tests.Trainers;
using ImageAnalytics.Training.Trainers;
using OpenCvSharp;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Families;

/// <summary>From a recipe to a model that runs as any other: its answers are those of the network that was trained.</summary>
[Collection(nameof(TorchRandomness))]
public sealed class FamilyTests : IDisposable
{
    private const double Nearly = 1e-4;
    private readonly Workspace _workspace = new();
    private readonly TinyTraining _tiny;

    public FamilyTests()
    {
        _tiny = new TinyTraining(_workspace);
    }

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("rgb")]
    [InlineData("grey")]
    [InlineData("rgb", "blocks: [0, 1], stemStride: 2, head: 16")]
    [InlineData("rgb", "plain: 5")]
    [InlineData("rgb", "blocks: 1, stemStride: 2, mirrored: true")]
    [InlineData("rgb", "members: [{ widths: [8, 16], blocks: 1, stemStride: 2 }, { widths: [8, 8], plain: 5 }]")]
    [InlineData("rgb", "members: [{ widths: [8, 16], blocks: 1, stemStride: 2 }, { widths: [8, 8], plain: 5 }], mirrored: true")]
    public void Classifier_LearnsAndRunsAsItWasTrained(string channels, string layers = "blocks: 1, stemStride: 2")
    {
        _tiny.DrawColours("colours", 16);
        (TrainingResult result, InstalledModel model) = _tiny.Train("colours", Classifier(channels, layers));

        Assert.True(result.BestFigure >= 0.9, $"top-1 is {result.BestFigure}");
        model.CheckFiles();
        AccuracyClaim claim = Assert.Single(model.Card.Accuracy);
        Assert.Equal(("top-1", Math.Round(result.BestFigure, 4)), (claim.Metric, claim.Value));
        using ClassifierLane lane = ClassifierLane.Open(model);
        Assert.Equal(["blue", "green", "red"], lane.Labels);
        Recipe recipe = Recipe("colours");
        using TorchNetwork network = Learned("colours", new TorchNetwork("classifier", ClassifierNetwork.Build((ClassifierOptions)recipe.Network, recipe.Input.ChannelCount(), 16, 3)));
        using Mat picture = Cv2.ImRead(_workspace["colours/green/3.png"]);
        float[] expected = Answer(recipe, p => nn.functional.softmax(ClassifierNetwork.Answer(network, (ClassifierOptions)recipe.Network, p), 1), picture);
        IReadOnlyList<ClassConfidence> found = lane.Look(Whole(picture), TestContext.Current.CancellationToken);
        Assert.All(found, f => Assert.Equal(expected[f.ClassId], f.Confidence, Nearly));
        Assert.Equal(3, found.Count);
    }

    [Fact]
    public void Classifier_Mirrored_SaysTheSameOfAPictureAndItsMirrorImage()
    {
        _tiny.DrawColours("colours", 8);
        (_, InstalledModel model) = _tiny.Train("colours", Classifier("rgb", "blocks: 1, mirrored: true").Replace("epochs: 8", "epochs: 1", StringComparison.Ordinal));
        using Mat picture = Cv2.ImRead(_workspace["colours/green/3.png"]), mirrored = picture.Flip(FlipMode.Y);
        Cv2.Rectangle(picture, new Rect(0, 0, 4, 16), Scalar.All(255), -1);
        Cv2.Rectangle(mirrored, new Rect(12, 0, 4, 16), Scalar.All(255), -1);
        using ClassifierLane lane = ClassifierLane.Open(model);
        float[] Confidences(Mat seen) => [.. lane.Look(Whole(seen), TestContext.Current.CancellationToken).OrderBy(c => c.ClassId).Select(c => c.Confidence)];
        Assert.All(Confidences(picture).Zip(Confidences(mirrored)), p => Assert.Equal(p.First, p.Second, Nearly));
    }

    [Fact]
    public void Classifier_OfSeveralNetworks_AnswersWithTheirMean()
    {
        ClassifierOptions options = new() { Members = [new() { Widths = [4], Blocks = [1] }, new() { Widths = [4], Plain = 3 }, new() { Widths = [8], Blocks = [1] }] };
        using TorchNetwork network = new("classifier", ClassifierNetwork.Build(options, 3, 8, 2));
        network.eval();
        using var scope = NewDisposeScope();
        Tensor pictures = rand(2, 3, 8, 8);
        float[][] alone = [.. network.Run(pictures).Select(s => s.data<float>().ToArray())];
        float[] found = ClassifierNetwork.Answer(network, options, pictures).data<float>().ToArray();
        Assert.Equal(3, alone.Length);
        Assert.All(found, (f, i) => Assert.Equal(alone.Average(a => a[i]), f, Nearly));
    }

    [Fact]
    public void Classifier_OfSeveralNetworks_LearnsInEachAsAlone()
    {
        _tiny.DrawColours("colours", 8);
        string alone = Classifier("rgb").Replace("epochs: 8", "epochs: 2", StringComparison.Ordinal);
        string beside = Classifier("rgb", "members: [{ widths: [8, 16], blocks: 1, stemStride: 2 }, { widths: [8, 8], plain: 5 }]").Replace("epochs: 8", "epochs: 2", StringComparison.Ordinal);
        _tiny.Train("colours", alone);
        Dictionary<string, float[]> expected = Last("colours");
        _tiny.Train("several", beside.Replace("name: colours", "name: several", StringComparison.Ordinal));
        Dictionary<string, float[]> found = Last("several");
        Assert.True(expected.Count < found.Count);
        Assert.All(expected, e => Assert.Equal(e.Value, found[e.Key]));
    }

    [Fact]
    public void Classifier_PictureTooSmallForPlainNetwork_IsRefusedBeforeTheFirstStep()
    {
        _tiny.DrawColours("colours", 16);
        RecipeException error = Assert.Throws<RecipeException>(() => _tiny.Train("colours", Classifier("rgb", "plain: 9")));
        Assert.Contains("2 convolutions of 9 × 9 without padding need a square of at least 17 pixels; found 16 × 16.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FaceEmbedding_WithoutDetector_LearnsAndRunsAsItWasTrained(bool mirrored)
    {
        _tiny.DrawPeople("people", people: 8, each: 6, side: 32);
        (_, InstalledModel model) = _tiny.Train("people", Faces().Replace("measurements: 16", mirrored ? "measurements: 16, mirrored: true" : "measurements: 16", StringComparison.Ordinal));

        model.CheckFiles();
        Assert.Equal(["rank-1, 3 pictures enrolled", "pairs told rightly, both kinds alike"], model.Card.Accuracy.Select(a => a.Metric));
        Assert.All(model.Card.Accuracy, a => Assert.InRange(a.Value, 0.5, 1));
        Recipe recipe = Recipe("people");
        using TorchNetwork network = Learned("people", new TorchNetwork("embedding", FaceEmbeddingNetwork.Build((FaceEmbeddingOptions)recipe.Network, 3, 32)));
        using Mat picture = Cv2.ImRead(_workspace["people/p1/2.png"]);
        using AlignedFaceLane lane = AlignedFaceLane.Open(model);
        Tensor Both(Tensor p)
        {
            Tensor sum = network.Run(p)[0] + network.Run(p.flip(3))[0];
            return sum / sum.square().sum().sqrt();
        }

        float[] expected = Answer(recipe, mirrored ? Both : p => network.Run(p)[0], picture), found = lane.Look(Whole(picture), TestContext.Current.CancellationToken).Numbers!;
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, Nearly));
    }

    [Fact]
    public void FaceEmbedding_TooFewPicturesToEnroll_StillWritesItsCard()
    {
        _tiny.DrawPeople("people", people: 8, each: 3, side: 32);
        (TrainingResult result, InstalledModel model) = _tiny.Train("people", Faces().Replace("epochs: 4", "epochs: 1", StringComparison.Ordinal));
        Assert.Equal(double.NaN, result.History[0].Figures["rank1"]);
        Assert.Equal("pairs told rightly, both kinds alike", Assert.Single(model.Card.Accuracy).Metric);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(1, "To learn from there are 1 people with several pictures in which 'finder' finds a face; expected at least 2. To validate with")]
    [InlineData(0, "To learn from there are 0 people with several pictures in which 'finder' finds a face; expected at least 2. To validate with")]
    public void FaceEmbedding_PeopleOfWhomTooFewFacesAreFound_AreRefused(int people, string? told)
    {
        _tiny.DrawPeople("people", people: 8, each: 3, side: 32);
        Recipe recipe = RecipeReader.Parse(Faces(), _workspace["r.yaml"]);
        Dataset data = DatasetReader.Read(_workspace["people"], DatasetFormat.Folder);
        TrainingJob job = new(recipe, data, data, _workspace["out"], ModelLibrary.Default([]));
        PictureStore found = new([.. data.Images.Where(i => i.ClassId < people || i.Name.EndsWith("/0.png", StringComparison.Ordinal))], new InputPreparation(recipe.Input));
        void Require() => PeopleLabels.RequireFaces(job, found, found, "finder");
        if (told is null)
        {
            Require();
        }
        else
        {
            Assert.Contains(told, Assert.Throws<TrainingException>(Require).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Style_JudgedByAClassifierOfOurs_RunsAsItWasTrained()
    {
        _tiny.DrawColours("colours", 6, side: 32);
        _tiny.Train("colours", Classifier("rgb").Replace("epochs: 8", "epochs: 1", StringComparison.Ordinal));
        (_, InstalledModel model) = _tiny.Train("style", Style("colours"));

        model.CheckFiles();
        Recipe recipe = Recipe("style");
        using TorchNetwork network = Learned("style", new TorchNetwork("style", StyleNetwork.Build((StyleOptions)recipe.Network)));
        using Mat picture = Cv2.ImRead(_workspace["colours/blue/1.png"]);
        float[] expected = Answer(recipe, p => network.Run(p)[0], picture), found = [];
        using ModelRunner runner = ModelRunner.Open(model);
        runner.Run([Whole(picture)], (_, outputs, _, _, _) => found = outputs.Output(0).Values.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, Nearly));
    }

    [Fact]
    public void Style_JudgeThatDoesNotFit_IsRefused()
    {
        _tiny.DrawColours("colours", 6, side: 32);
        _tiny.Train("colours", Classifier("rgb").Replace("epochs: 8", "epochs: 1", StringComparison.Ordinal));
        _workspace.Write("other.yaml", Classifier("rgb").Replace("[8, 16]", "[8, 24]", StringComparison.Ordinal));
        _workspace.Write("short.yaml", Classifier("rgb").Replace("[8, 16]", "[8]", StringComparison.Ordinal));
        string other = Assert.Throws<TrainingException>(() => _tiny.Train("style", Style("other"))).Message;
        Assert.Matches("do not fit their recipe: 'classifier/.+' is not there, or has another shape. Name the 'best.safetensors' that was trained by that recipe.", other);
        string tooShort = Assert.Throws<RecipeException>(() => _tiny.Train("style", Style("short"))).Message;
        Assert.Contains("its network has 1 stage; expected at least 2", tooShort, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_OtherWeights_AreAnotherTraining_AndGoneOnesAreNotNeededAgain()
    {
        _tiny.DrawColours("colours", 8);
        string first = Classifier("rgb").Replace("epochs: 8", "epochs: 1", StringComparison.Ordinal);
        _tiny.Train("colours", first);
        string begun = _workspace["begin.safetensors"], second = first.Replace("name: colours", "name: second", StringComparison.Ordinal) + "\nstart: begin.safetensors\n";
        File.Copy(_workspace["out/colours/best.safetensors"], begun);
        TrainingResult trained = _tiny.Train("second", second).Result;

        File.Delete(begun);
        Assert.Equal(trained.BestFigure, _tiny.Train("second", second).Result.BestFigure);

        _tiny.Train("third", first.Replace("name: colours", "name: third", StringComparison.Ordinal).Replace("rate: 0.01", "rate: 0.02", StringComparison.Ordinal));
        File.Copy(_workspace["out/third/best.safetensors"], begun);
        Assert.Contains("belongs to another training", Assert.Throws<TrainingDataException>(() => _tiny.Train("second", second)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_NetworkOfOtherSizes_IsRefused_AndWhatDoesNotFitIsTold()
    {
        _tiny.DrawColours("colours", 8);
        string first = Classifier("rgb").Replace("epochs: 8", "epochs: 1", StringComparison.Ordinal), start = "\nstart: out/colours/best.safetensors\n";
        _tiny.Train("colours", first);
        string wider = first.Replace("name: colours", "name: wider", StringComparison.Ordinal).Replace("[8, 16]", "[12, 24]", StringComparison.Ordinal) + start;
        Assert.Contains("No layer in", Assert.Throws<TrainingException>(() => _tiny.Train("wider", wider)).Message, StringComparison.Ordinal);

        _tiny.DrawColours("two", 8);
        Directory.Delete(_workspace["two/red"], recursive: true);
        _tiny.Train("fewer", first.Replace("name: colours", "name: fewer", StringComparison.Ordinal).Replace("path: colours", "path: two", StringComparison.Ordinal) + start);
        Assert.Matches("Of this network.*s 7 layers, 6 begin with what .*best.safetensors.* has learned; the others, such as .*fullyconnected[0-9]+.weight", File.ReadAllText(_workspace["out/fewer/index.html"]));
    }

    [Theory]
    [InlineData("# A remark.\nrecipe: 1", "recipe: 1", true)]
    [InlineData("licence: MIT", "licence: CC0-1.0", true)]
    [InlineData("Which colour is <this>?", "Which one?", true)]
    [InlineData("rate: 0.01", "rate: 0.02", false)]
    [InlineData("blocks: 1", "blocks: 2", false)]
    public void Identity_IsOfWhatDecidesAboutTheWeights(string one, string other, bool same)
    {
        string text = Classifier("rgb").Replace("recipe: 1", "# A remark.\nrecipe: 1", StringComparison.Ordinal), changed = text.Replace(one, other, StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        Assert.Equal(same, RecipeIdentity.Of(RecipeReader.Parse(text, "r.yaml"), "data") == RecipeIdentity.Of(RecipeReader.Parse(changed, "r.yaml"), "data"));
    }

    [Fact]
    public void Class_Single_IsRefused()
    {
        _tiny.DrawColours("photos/all", 4);
        _workspace.Write("photos/labels.csv", "picture,colour");
        TrainingException error = Assert.Throws<TrainingException>(() => _tiny.Train("colours", Classifier("rgb").Replace("path: colours", "path: photos", StringComparison.Ordinal).Replace("lowestIndexHash: 12", "lowestIndexHash: 2", StringComparison.Ordinal)));
        Assert.Contains("All pictures have the class 'all', and nothing is to be told apart; expected at least two classes.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("widths: [8.5, 16]", "'widths' has a fraction; expected whole numbers.")]
    [InlineData("widths: [8, 16], blocks: [1, 0.5]", "'blocks' has a fraction; expected whole numbers.")]
    public void Sizes_WithFractions_AreRefused(string network, string told)
        => Assert.Contains(told, Assert.Throws<RecipeException>(() => RecipeReader.Parse(Classifier("rgb", "").Replace("widths: [8, 16], ", network, StringComparison.Ordinal), "r.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Class_WithoutExample_IsNamed()
    {
        _tiny.DrawColours("colours", 4);
        TrainingException error = Assert.Throws<TrainingException>(() => _tiny.Train("colours",
            Classifier("rgb").Replace("holdOut: { lowestIndexHash: 12 }", "holdOut: { classShare: 0.34 }", StringComparison.Ordinal)));
        Assert.Matches(@"There is no picture to learn from for the class(es)? '(red|green|blue)' \(its 4 are all kept apart for validation: lower 'share', or give the data splits\)", error.Message);
        Assert.Contains("Add pictures, or name the classes that count in a file, with 'classes' in the recipe's 'data'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_WithoutFixedSize_IsRefused()
    {
        _tiny.DrawColours("colours", 8);
        RecipeException error = Assert.Throws<RecipeException>(() => _tiny.Train("colours",
            Classifier("rgb").Replace("width: 16, height: 16, resize: stretch", "resize: shorter-side, shorterSide: 16, longerSideMax: 64, multipleOf: 4", StringComparison.Ordinal)));
        Assert.Contains("no fixed size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ThatIsNotThere_IsToldBeforeAnyPictureIsRead()
    {
        _tiny.DrawColours("colours", 8);
        File.WriteAllBytes(_workspace["colours/red/0.png"], [1]);
        string told = Assert.Throws<TrainingDataException>(() => _tiny.Train("colours", $"{Classifier("rgb")}\nstart: gone.safetensors\n")).Message;
        Assert.Contains($"there is no file '{_workspace["gone.safetensors"]}'", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_OfEachMember_IsWhatItLearnedAlone()
    {
        _tiny.DrawColours("colours", 8);
        const string Plain = "{ widths: [8, 8], plain: 5 }", Residual = "{ widths: [8, 16], blocks: 1, stemStride: 2 }";
        string Text(string name, params string[] members)
            => Classifier("rgb", $"members: [{string.Join(", ", members)}]").Replace("name: colours", $"name: {name}", StringComparison.Ordinal).Replace("epochs: 8", "epochs: 1", StringComparison.Ordinal);
        _tiny.Train("plain", Text("plain", Plain));
        _tiny.Train("residual", Text("residual", Residual));
        string start = "\nstart: [out/residual/best.safetensors, out/plain/best.safetensors]\n";

        // Nothing to speak of is learned, so that the model says what both say on the mean.
        (_, InstalledModel model) = _tiny.Train("both", Text("both", Residual, Plain).Replace("rate: 0.01", "rate: 1e-9", StringComparison.Ordinal).Replace("batch: 6", "batch: 12", StringComparison.Ordinal) + start);
        using ClassifierLane lane = ClassifierLane.Open(model);
        using Mat picture = Cv2.ImRead(_workspace["colours/green/3.png"]);
        Assert.Equal(3, lane.Look(Whole(picture), TestContext.Current.CancellationToken).Count);
        Dictionary<string, float[]> both = Last("both"), plain = Last("plain"), residual = Last("residual");
        Assert.Equal(plain.Count + residual.Count, both.Count);
        foreach (float[] kernel in residual.Concat(plain).Where(w => w.Key.EndsWith(".weight", StringComparison.Ordinal) && w.Value.Length > 100).Select(w => w.Value))
        {
            Assert.Contains(both.Values, found => found.Length == kernel.Length && kernel.Zip(found).All(p => Math.Abs(p.First - p.Second) < 1e-4));
        }

        string told = Assert.Throws<TrainingException>(() => _tiny.Train("mixed", Text("mixed", Plain, Residual) + start)).Message;
        Assert.Contains("do not fit number 1 of this recipe's 'members'", told, StringComparison.Ordinal);
        told = Assert.Throws<RecipeException>(() => _tiny.Train("alone", Text("alone", Plain) + start)).Message;
        Assert.Contains("'start' names 2 files; expected one, or of a classifier with 'members' one for each, and 'network' has 1.", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ThatThisTrainingWrites_IsRefused()
    {
        _tiny.DrawColours("colours", 8);
        string told = Assert.Throws<TrainingDataException>(() => _tiny.Train("colours", $"{Classifier("rgb")}\nstart: out/colours/best.safetensors\n")).Message;
        Assert.Contains("are those of this training, which writes its own there.", told, StringComparison.Ordinal);
        told = Assert.Throws<TrainingDataException>(() => _tiny.Train("colours", $"{Classifier("rgb")}\nstart: out/colours/earlier.safetensors\n")).Message;
        Assert.Contains("there is no file", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_OfAMemberThatIsAnother_IsNoticedAlsoWhereOneIsGone()
    {
        _tiny.DrawColours("colours", 8);
        string Text(string name, string more, int members, int epochs)
            => Classifier("rgb", $"members: [{string.Join(", ", Enumerable.Repeat("{ widths: [8, 8], plain: 5 }", members))}]").Replace("name: colours", $"name: {name}", StringComparison.Ordinal).Replace("epochs: 8", $"epochs: {epochs}", StringComparison.Ordinal) + more;
        _tiny.Train("one", Text("one", "", 1, 1));
        _tiny.Train("two", Text("two", "", 1, 2));
        string both = Text("both", "\nstart: [out/one/best.safetensors, out/two/best.safetensors]\n", 2, 1);
        _tiny.Train("both", both);
        File.Copy(_workspace["out/one/best.safetensors"], _workspace["one.safetensors"]);
        File.Delete(_workspace["out/one/best.safetensors"]);
        _tiny.Train("both", both);
        File.Copy(_workspace["one.safetensors"], _workspace["out/two/best.safetensors"], overwrite: true);
        Assert.Contains("belongs to another training", Assert.Throws<TrainingDataException>(() => _tiny.Train("both", both)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Balanced_FrequentClass_CountsLessAlsoInABatchOfItAlone()
    {
        _tiny.DrawColours("colours", 6);
        File.Delete(_workspace["colours/red/0.png"]);
        File.Delete(_workspace["colours/green/0.png"]);
        foreach (int i in Enumerable.Range(1, 3))
        {
            File.Delete(_workspace[$"colours/green/{i}.png"]);
        }

        double Loss(string layers)
        {
            Recipe recipe = RecipeReader.Parse(Classifier("rgb", layers), _workspace["r.yaml"]);
            Dataset data = DatasetReader.Read(_workspace["colours"], DatasetFormat.Folder);
            PictureStore store = new(data.Images, new InputPreparation(recipe.Input));
            manual_seed(1);
            using ClassifierTask task = new(recipe, store, store, 3);
            task.Networks[0].eval();
            using var scope = NewDisposeScope();
            using ClassifierBatch batch = task.Prepare([0, 1], 0);
            return task.Loss(batch, new Dictionary<string, double>()).item<float>();
        }

        // 6 blue, 2 green, 5 red: one blue picture counts 13 / (3 x 6), and what is smoothed goes to all classes alike.
        Assert.Equal(Loss("blocks: 1") * 13 / 18, Loss("blocks: 1, balanced: true"), 1e-5);
        Assert.Equal(Loss("blocks: 1, labelSmoothing: 0.3") * 13 / 18, Loss("blocks: 1, balanced: true, labelSmoothing: 0.3"), 1e-5);
    }

    [Fact]
    public void Style_FilesThatAreNotThere_AreToldAtOnce()
    {
        _tiny.DrawColours("colours", 8);
        string told = Assert.Throws<TrainingException>(() => _tiny.Train("style", Style("gone"))).Message;
        Assert.Contains("there is no file for 'featuresRecipe', '", told, StringComparison.Ordinal);
        Assert.Contains("nor for 'featuresWeights', '", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ShowsTheCurvesAndTheRecipe()
    {
        _tiny.DrawColours("colours", 8);
        _tiny.Train("colours", Classifier("rgb").Replace("epochs: 8", "epochs: 2", StringComparison.Ordinal));
        string page = File.ReadAllText(_workspace["out/colours/index.html"]);
        Assert.Contains("Which colour is &lt;this&gt;?", page, StringComparison.Ordinal);
        Assert.Contains("lowestIndexHash: 12", page, StringComparison.Ordinal);
        foreach (string chart in new[] { "loss", "figures", "rate" })
        {
            Assert.Contains($"charts/{chart}.svg", page, StringComparison.Ordinal);
            Assert.True(File.Exists(_workspace[$"out/colours/charts/{chart}-dark.svg"]));
        }
    }

    [Fact]
    public void Classifier_OfWidePictures_SeesTurnedOnesWhole()
    {
        // Left half white, right half black: turned by a quarter, rows are all of one shade and none is half white.
        Directory.CreateDirectory(_workspace["wide/a"]);
        using (Mat picture = new(16, 32, MatType.CV_8UC3, Scalar.All(0)))
        {
            Cv2.Rectangle(picture, new Rect(0, 0, 16, 16), Scalar.All(255), -1);
            for (int i = 0; i < 8; i++)
            {
                Cv2.ImWrite(_workspace[$"wide/a/{i}.png"], picture);
            }
        }

        Recipe recipe = RecipeReader.Parse(
            Classifier("grey").Replace("width: 16", "width: 32", StringComparison.Ordinal).Replace("training:", "augmentation: { quarterTurns: true }\ntraining:", StringComparison.Ordinal), _workspace["r.yaml"]);
        PictureStore store = new(DatasetReader.Read(_workspace["wide"], DatasetFormat.Folder).Images, new InputPreparation(recipe.Input));
        using ClassifierTask task = new(recipe, store, store, 1);
        using ClassifierBatch batch = task.Prepare([.. Enumerable.Range(0, 8)], 0);
        using Tensor pictures = batch.Pictures.ToTensor();
        float[] numbers = pictures.data<float>().ToArray();

        // A turned picture keeps its shape: 8 columns wide in the middle, not 16 wrapped around.
        int turned = Enumerable.Range(0, 8).Count(i => numbers[(i * 512) + (8 * 32)] < 0.5 && numbers[(i * 512) + (8 * 32) + 31] < 0.5);
        Assert.InRange(turned, 1, 7);
        Assert.All(Enumerable.Range(0, 8), i => Assert.InRange(numbers.AsSpan(i * 512, 512).ToArray().Sum(), 60, 260));
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(numbers[(i * 512) + (7 * 32) + 4], numbers[(i * 512) + (4 * 32) + 4]));
    }

    private static string Classifier(string channels, string layers = "blocks: 1, stemStride: 2") =>
        $$"""
        recipe: 1
        name: colours
        problem: Which colour is <this>?
        family: classifier
        data: { path: colours, format: folder, holdOut: { lowestIndexHash: 12 } }
        input: { width: 16, height: 16, resize: stretch, channels: {{channels}}, scale: 1/255 }
        network: { {{(layers.StartsWith("members", StringComparison.Ordinal) ? "" : "widths: [8, 16], ")}}{{layers}} }
        training: { epochs: 8, batch: 6, rate: 0.01 }
        model: { version: "1.0", summary: Names colours., licence: MIT, source: drawn }
        """;

    private static string Style(string judge) =>
        $$"""
        recipe: 1
        name: style
        problem: How would it look?
        family: style
        data: { path: colours, format: folder, holdOut: { lowestIndexHash: 2 } }
        input: { width: 32, height: 32, resize: stretch, channels: rgb, scale: 1/255 }
        network: { picture: colours/red/0.png, pictureSide: 32, featuresRecipe: {{judge}}.yaml, featuresWeights: out/colours/best.safetensors, width: 4, blocks: 1, runSide: 32 }
        training: { epochs: 1, batch: 8, rate: 0.002 }
        model: { version: "1.0", summary: Paints., licence: MIT, source: drawn }
        """;

    private static string Faces() =>
        """
        recipe: 1
        name: people
        problem: Who is it?
        family: face-embedding
        data: { path: people, format: folder, holdOut: { classShare: 0.4 } }
        input: { width: 32, height: 32, resize: stretch, channels: rgb, scale: 1/255 }
        network: { widths: [8, 16], blocks: 1, measurements: 16 }
        training: { seed: 2, epochs: 4, batch: 8, rate: 0.01 }
        model: { version: "1.0", summary: Describes people., licence: MIT, source: drawn }
        """;

    private static Region Whole(Mat picture)
        => new(new Image("", "", picture.Cols, picture.Rows), new BoundingBox(0, 0, picture.Cols, picture.Rows), new PixelView(picture.Data, picture.Cols, picture.Rows, (int)picture.Step()));

    private static float[] Answer(Recipe recipe, Func<Tensor, Tensor> answer, Mat picture)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        PreparedPicture prepared = new InputPreparation(recipe.Input).Prepare(Whole(picture));
        using TensorBatch batch = new(1, recipe.Input, prepared.Width, prepared.Height);
        using Mat pixels = prepared.ToMat();
        batch.Set(0, pixels);
        return answer(batch.ToTensor()).Floats();
    }

    private Recipe Recipe(string name) => RecipeReader.Load(_workspace[$"{name}.yaml"]);

    private Dictionary<string, float[]> Last(string name)
    {
        using var scope = NewDisposeScope();
        return WeightFile.Read(_workspace[$"out/{name}/last.safetensors"]).Tensors.ToDictionary(t => t.Key, t => t.Value.to_type(ScalarType.Float32).data<float>().ToArray());
    }

    private TorchNetwork Learned(string name, TorchNetwork network)
    {
        StartWeights.Load(_workspace[$"out/{name}/best.safetensors"], [network]);
        network.eval();
        return network;
    }
}
