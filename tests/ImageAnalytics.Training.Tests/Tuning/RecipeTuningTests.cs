using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using ImageAnalytics.Training.Tuning;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Tuning;

/// <summary>Real trainings of tiny classifiers on drawn pictures of 16 x 16 pixels: bars that lie or stand.</summary>
[Collection(nameof(Trainers.TorchRandomness))]
public sealed class RecipeTuningTests : IDisposable
{
    private const int Pictures = 160;
    private readonly Workspace _workspace = new();
    private readonly List<TrialRecord> _finished = [];

    public RecipeTuningTests()
    {
        for (int i = 0; i < Pictures; i++)
        {
            Draw(i, lies: i % 2 == 0);
        }
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void BadRecipe_BecomesBetterOnPicturesThatNoTrialSaw_AndRunAgainTrainsNothing()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.0000001"));
        TuneFile tune = Tune("trials: 4\nseed: 1\nhalving: { factor: 2, firstEpochs: 2 }\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }");

        TuningResult first = Run(recipe, tune, "out");

        Assert.True(first.After > first.Before + 0.2, $"{first.Before} became {first.After}.");
        Assert.Equal(5 + 3, _finished.Count); // all, then the better half and what is unchanged
        Recipe tuned = RecipeReader.Load(_workspace["out/tuned.yaml"]);
        Assert.Equal(first.Best.Values["training.rate"], TuneValue.Of(tuned.Training.Rate));
        Assert.Equal(_workspace["data"], Path.GetFullPath(tuned.Data.Path, tuned.Folder));
        Assert.Equal(1 + first.Records.Count, File.ReadAllLines(_workspace["out/trials.csv"]).Length);

        _finished.Clear();
        TuningResult again = Run(recipe, tune, "out");

        Assert.Empty(_finished);
        Assert.Equal((first.Before, first.After, first.Best.Number), (again.Before, again.After, again.Best.Number));
    }

    [Fact]
    public void StoppedInATraining_GoesOnAndEndsTheSame()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.001"));
        TuneFile tune = Tune("trials: 2\nhalving: { factor: 2, firstEpochs: 2 }\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }");
        TuningResult whole = Run(recipe, tune, "whole");
        _finished.Clear();
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => Run(recipe, tune, "stopped", new Trainers.StopAfter(14, source), cancellationToken: source.Token));
        int before = _finished.Count;

        TuningResult resumed = Run(recipe, tune, "stopped");

        Assert.InRange(before, 1, whole.Records.Count - 1);
        Assert.Equal(whole.Records.Count, _finished.Count);
        Assert.Equal(whole.Records.Select(r => (r.Number, r.Round, r.Score)), resumed.Records.Select(r => (r.Number, r.Round, r.Score)));
        Assert.Equal((whole.Before, whole.After), (resumed.Before, resumed.After));
    }

    [Fact]
    public void TrainingThatPausesBetweenRounds_EndsAsOneThatDoesNot()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01"));

        TrialRecord halved = Run(recipe, Tune("trials: 1\nhalving: { factor: 2, firstEpochs: 1 }\nparameters: { training.weightDecay: { from: 0, to: 0.1 } }"), "halved").Records.Last(r => r.Number == 0);
        TrialRecord whole = Run(recipe, Tune("trials: 1\nparameters: { training.weightDecay: { from: 0, to: 0.1 } }"), "whole").Records.Last(r => r.Number == 0);

        Assert.Equal((2, 4, whole.Score), (halved.Round, halved.Epochs, halved.Score));
    }

    [Fact]
    public void WrongParameters_AreToldAtOnceWithTheirPlaces()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.001"));

        IReadOnlyList<string> problems = Assert.Throws<TuneException>(() => Run(
            recipe, Tune("parameters:\n  training.rate: { from: 0.1, to: 200 }\n  training.rat: { from: 1, to: 2 }\n  data.path: { of: [a, b] }\n  network.widths: { of: [[8], wide] }\n  training.batch: { from: 8, to: 32 }\n  start.0: { of: [a.safetensors, b.safetensors] }"), "out")).Problems;

        Assert.Contains("tune.yaml:3:3: 'training.rate' cannot be 200: 'rate' is '200'; expected a number", problems[0], StringComparison.Ordinal);
        Assert.Contains("tune.yaml:4:3: 'training.rat' cannot be 1: 'training' has no key 'rat'. Did you mean 'rate'?", problems[1], StringComparison.Ordinal);
        Assert.Contains("tune.yaml:5:3: 'data.path' cannot be tuned", problems[2], StringComparison.Ordinal);
        Assert.Contains("tune.yaml:6:3: 'network.widths' cannot be wide: 'widths' is ", problems[3], StringComparison.Ordinal);
        Assert.Matches("tune.yaml:7:3: 'training.batch' cannot be 15[.]64: 'batch' .* Say 'whole: true' for whole numbers alone.", problems[^2]);
        Assert.Contains("tune.yaml:8:3: 'start.0' cannot be tuned: a study belongs to the weights that it begins with.", problems[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedData_AreAnotherStudy()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01"));
        TuneFile tune = Tune("trials: 1\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }");
        Run(recipe, tune, "out");
        Draw(Pictures, lies: true);

        Assert.Contains("are of another study", Assert.Throws<TuneException>(() => Run(recipe, tune, "out")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PictureThatVanishesMeanwhile_StopsIt_AndNothingOfItIsKept()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01"));
        TuneFile tune = Tune("trials: 2\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }");
        TuningResult whole = Run(recipe, tune, "whole");
        _finished.Clear();
        string picture = _workspace["data/lies/0.png"], away = _workspace["away.png"];

        TrainingDataException error = Assert.Throws<TrainingDataException>(() => Run(recipe, tune, "out", finished: r =>
        {
            if (r.Number == 1)
            {
                File.Move(picture, away);
            }
        }));

        Assert.Contains("lies/0.png", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], _finished.Select(f => f.Number));
        File.Move(away, picture);
        Assert.Equal(whole.Records.Select(r => r.Score), Run(recipe, tune, "out").Records.Select(r => r.Score));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void PictureThatBecomesAnotherMeanwhile_StopsIt_AndNothingOfItIsKept(bool heldOut, int after)
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01"));
        TuneFile tune = Tune("trials: 2\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }");
        (Dataset train, Dataset validation) = RecipeDataReader.Read(RecipeReader.Load(recipe));
        string name = (heldOut ? validation : train).Images[0].Name, picture = _workspace[$"data/{name}"];
        byte[] former = File.ReadAllBytes(picture), other = File.ReadAllBytes(_workspace[$"data/{train.Images[1].Name}"]);

        string told = Assert.Throws<TrainingDataException>(() => Run(recipe, tune, "out", finished: r => File.WriteAllBytes(picture, r.Number == after ? other : former))).Message;

        Assert.Contains($"The picture '{name}' has changed since tuning began", told, StringComparison.Ordinal);
        Assert.Equal(after + 1, _finished.Count);
        File.WriteAllBytes(picture, former);
        Assert.Equal(3, Run(recipe, tune, "out").Records.Count);
        Assert.Equal(3, _finished.Count);
    }

    [Fact]
    public void EpochsOfATrial_AreThoseThatItTrained()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01"));

        TuningResult result = Run(recipe, Tune("trials: 2\nparameters: { training.epochs: { of: [1, 2] } }"), "out");

        Assert.Equal([4, 1, 2], result.Records.OrderBy(r => r.Number == 0 ? 0 : r.Epochs).Select(r => r.Epochs));
    }

    [Fact]
    public void ModelThatWasHalfWritten_IsTrainedAgain()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01"));
        TuneFile tune = Tune("trials: 1\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }");
        TuningResult first = Run(recipe, tune, "out");
        File.Delete(_workspace["out/trials/trial-00000/models/bars/model.yaml"]);

        TuningResult again = Run(recipe, tune, "out");

        Assert.Equal((first.Before, first.After), (again.Before, again.After));
        Assert.Equal(2, _finished.Count);
    }

    [Fact]
    public void FaceDetector_OnFacesOfSeveralClasses_IsComparedByAllOfThem()
    {
        const string Box = """ "bbox":[20,20,24,24],"area":576,"iscrowd":0,"keypoints":[26,28,2,38,28,2,32,33,2,27,38,2,37,38,2],"num_keypoints":5""";
        List<string> images = [], faces = [];
        for (int i = 1; i <= 24; i++)
        {
            using Mat picture = new(64, 64, MatType.CV_8UC3, new Scalar(i, 20, 20));
            picture.Rectangle(new Rect(20, 20, 24, 24), Scalar.White, -1);
            Directory.CreateDirectory(_workspace["faces"]);
            Assert.True(Cv2.ImWrite(_workspace[$"faces/{i}.png"], picture));
            images.Add($$"""{"id":{{i}},"file_name":"{{i}}.png","width":64,"height":64}""");
            faces.Add($$"""{"id":{{i}},"image_id":{{i}},"category_id":{{1 + (i % 2)}},{{Box}}}""");
        }

        _workspace.Write("faces/faces.json", $$"""{"images":[{{string.Join(',', images)}}],"categories":[{"id":1,"name":"man"},{"id":2,"name":"woman"}],"annotations":[{{string.Join(',', faces)}}]}""");
        string recipe = _workspace.Write("finder.yaml", """
            recipe: 1
            name: finder
            problem: Where are faces?
            family: face-detector
            data: { path: faces, format: coco, holdOut: { share: 0.3 } }
            input: { width: 64, height: 64, resize: stretch, channels: rgb, scale: 1/255 }
            network: { strides: [8] }
            training: { epochs: 1, batch: 4, rate: 0.01 }
            model: { version: "1.0", summary: Finds drawn faces., licence: CC0-1.0, source: drawn }
            """);

        Assert.All(Run(recipe, Tune("trials: 1\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }"), "out").Records, r => Assert.Null(r.Problem));
    }

    [Fact]
    public void OtherWeightsToStartWith_AreAnotherStudy()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01").Replace("epochs: 4", "epochs: 1", StringComparison.Ordinal));
        TuneFile tune = Tune("trials: 1\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }");
        RecipeTrainer.Train(RecipeReader.Load(recipe), _workspace["base"], new ModelLibrary([]), null, TestContext.Current.CancellationToken);
        string started = _workspace.Write("started.yaml", File.ReadAllText(recipe) + "start: base/best.safetensors\n");
        Run(started, tune, "out");
        RecipeTrainer.Train(RecipeReader.Load(recipe) with { Training = RecipeReader.Load(recipe).Training with { Seed = 5 } }, _workspace["other"], new ModelLibrary([]), null, TestContext.Current.CancellationToken);
        File.Copy(_workspace["other/best.safetensors"], _workspace["base/best.safetensors"], overwrite: true);

        Assert.Contains("are of another study", Assert.Throws<TuneException>(() => Run(started, tune, "out")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassThatOnlyComparesTrials_IsRefusedBeforeAnythingTrains()
    {
        for (int i = 0; i < 12; i++)
        {
            Draw(1000 + i, lies: true);
            Directory.CreateDirectory(_workspace[$"data/rare{i}"]);
            File.Move(_workspace[$"data/lies/{1000 + i}.png"], _workspace[$"data/rare{i}/0.png"]);
        }

        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01").Replace("share: 0.3", "lowestIndexHash: 10", StringComparison.Ordinal));
        string refusal = Assert.Throws<TuneException>(() => Run(recipe, Tune("share: 0.6\nparameters: { training.rate: { from: 0.003, to: 0.03 } }"), "out")).Message;

        Assert.Matches("the part of its pictures that compares trials has all examples of ('rare[0-9]+'(, )?)+, and none is left to learn from. Choose another 'share' in the tune file", refusal);
        Assert.Empty(_finished);
    }

    [Fact]
    public void EpochsWithHalving_AreRefused()
        => Assert.Contains(
            "'training.epochs' cannot be tuned with 'halving'",
            Assert.Throws<TuneException>(() => Run(_workspace.Write("bars.yaml", Recipe(rate: "0.01")), Tune("halving: { factor: 2 }\nparameters: { training.epochs: { from: 2, to: 9, whole: true } }"), "out")).Message, StringComparison.Ordinal);

    [Fact]
    public void FigureThatTheDataDoNotHave_IsRefusedBeforeAnythingTrains()
    {
        string recipe = _workspace.Write("bars.yaml", Recipe(rate: "0.01"));

        string refusal = Assert.Throws<TuneException>(() => Run(recipe, Tune("figure: top5\nparameters: { training.rate: { from: 0.003, to: 0.03 } }"), "out")).Message;

        Assert.Equal("The recipe 'bars' cannot be tuned by 'top5': of 2 classes the right one is always among the first five. Choose another 'figure'.", refusal);
    }

    private TuneFile Tune(string text) => TuneFileReader.Parse($"tune: 1\n{text}\n", _workspace["tune.yaml"]);

    private TuningResult Run(string recipe, TuneFile tune, string folder, ITrainingObserver? observer = null, Action<TrialRecord>? finished = null, CancellationToken cancellationToken = default)
        => Tuner.TuneRecipe(recipe, tune, _workspace[folder], new ModelLibrary([]), observer, new Finished(_finished, finished), cancellationToken);

    private static string Recipe(string rate) => $$"""
        recipe: 1
        name: bars
        problem: Does the bar lie or stand?
        family: classifier
        data: { path: data, format: folder, holdOut: { share: 0.3 } }
        input: { width: 16, height: 16, resize: stretch, channels: rgb, scale: 1/255 }
        network: { widths: [4, 8], blocks: 1 }
        training: { epochs: 4, batch: 16, rate: {{rate}} }
        model: { version: "1.0", summary: Tells bars apart., licence: CC0-1.0, source: drawn }

        """;

    private void Draw(int number, bool lies)
    {
        int along = number / 2 % 9, across = number / 18 % 12, grey = 90 + (number % 50 * 3);
        using Mat picture = new(16, 16, MatType.CV_8UC3, new Scalar(number % 7 * 4, 20, 20));
        picture.Rectangle(lies ? new Rect(along, across, 8, 3) : new Rect(across, along, 3, 8), new Scalar(grey, grey, grey), -1);
        Cv2.ImEncode(".png", picture, out byte[] png);
        string path = _workspace[$"data/{(lies ? "lies" : "stands")}/{number}.png"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, png);
    }

    private sealed class Finished(List<TrialRecord> records, Action<TrialRecord>? then) : IProgress<TrialRecord>
    {
        public void Report(TrialRecord value)
        {
            records.Add(value);
            then?.Invoke(value);
        }
    }
}
