using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tests.Trainers;

[Collection(nameof(TorchRandomness))]
public sealed class TrainerTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 6, BatchSize = 10, Rate = 0.05, Average = 0.9, WarmupEpochs = 1, ClipNorm = 1 };
    private readonly Workspace _workspace = new();

    public static TheoryData<OptimizerKind, int, bool> Stops() => new MatrixTheoryData<OptimizerKind, int, bool>([OptimizerKind.AdamW, OptimizerKind.Sgd], [1, 6, 7, 8, 20], [false, true]);

    [Theory]
    [MemberData(nameof(Stops))]
    public void Training_StoppedAndContinued_EndsWithTheSameWeightsAndFigures(OptimizerKind optimizer, int steps, bool second)
    {
        TrainingOptions options = s_options with { Optimizer = optimizer };
        TrainingResult undisturbed = Run("whole", options, second: second);
        using (CancellationTokenSource stop = new())
        {
            using LineTask task = new() { HasSecond = second };
            using Trainer<LineTask.Batch> trainer = new(task, options, _workspace["parts"], "line", new StopAfter(steps, stop));
            Assert.Throws<OperationCanceledException>(() => trainer.Run(stop.Token));
        }

        TrainingResult continued = Run("parts", options, seed: 99, second: second);
        Assert.Equal(undisturbed.BestFigure, continued.BestFigure);
        Assert.Equal(undisturbed.History.Select(h => h.Losses["loss"]), continued.History.Select(h => h.Losses["loss"]));
        Assert.Equal(File.ReadAllBytes(_workspace["whole/last.safetensors"]), File.ReadAllBytes(_workspace["parts/last.safetensors"]));
        Assert.Equal(File.ReadAllBytes(_workspace["whole/best.safetensors"]), File.ReadAllBytes(_workspace["parts/best.safetensors"]));
    }

    [Fact]
    public void Training_RunAgainWhenFinished_LearnsNothingMore()
    {
        TrainingResult first = Run("out", s_options);
        using LineTask task = new();
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        Assert.Equal(first.BestFigure, trainer.Run(TestContext.Current.CancellationToken).BestFigure);
        Assert.Equal(0, task.Steps);
    }

    [Fact]
    public void Metrics_HaveARowForEachPass()
    {
        Run("out", s_options with { ValidateEvery = 2 });
        string[] rows = File.ReadAllLines(_workspace["out/metrics.csv"]);
        Assert.Equal("epoch,rate,seconds,loss,part,fit", rows[0]);
        Assert.Equal(7, rows.Length);
        Assert.EndsWith(",", rows[1], StringComparison.Ordinal);
        Assert.Matches(@"^2,0\.\d+,\d+\.\d,[\d.]+,[\d.]+,[\d.]+$", rows[2]);
    }

    [Fact]
    public void Training_WithoutProgress_StopsEarlyAndKeepsTheBest()
    {
        using LineTask task = new() { Figures = new Queue<double>([0.1, 0.9, 0.5, 0.4, 0.3, 0.2]) };
        using Trainer<LineTask.Batch> trainer = new(task, s_options with { Patience = 2 }, _workspace["out"], "line");
        TrainingResult result = trainer.Run(TestContext.Current.CancellationToken);
        Assert.True(result.StoppedEarly);
        Assert.Equal((2, 0.9, 4), (result.BestEpoch, result.BestFigure, result.History.Count));
    }

    [Fact]
    public void Training_EqualFigures_KeepsTheSurerWeights_AndStopsEarlyAllTheSame()
    {
        using LineTask task = new() { Figures = new Queue<double>([0.9, 0.9, 0.9, 0.8, 0.7]), Losses = new Queue<double>([0.5, 0.3, 0.4, 0.2, 0.1]) };
        using Trainer<LineTask.Batch> trainer = new(task, s_options with { Patience = 4 }, _workspace["out"], "line");
        TrainingResult result = trainer.Run(TestContext.Current.CancellationToken);
        Assert.Equal((2, 0.9, 5), (result.BestEpoch, result.BestFigure, result.History.Count));
    }

    [Fact]
    public void Training_SlopeNotANumber_StopsAtThatStep_ThoughNothingIsClipped()
    {
        using LineTask task = new() { SteepAt = 14 };
        using Trainer<LineTask.Batch> trainer = new(task, s_options with { ClipNorm = 0 }, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Contains("stopped at step 15 (epoch 3, step 3 of 6): the loss is 0 or its gradient is not finite.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_WithoutMomentum_IsPlainDescent()
    {
        TrainingResult result = Run("out", s_options with { Optimizer = OptimizerKind.Sgd, Momentum = 0 });
        Assert.True(result.History[^1].Losses["loss"] < result.History[0].Losses["loss"]);
    }

    [Fact]
    public void Training_FolderThatCannotBeWrittenTo_IsNotTakenForAnotherTraining()
    {
        Directory.CreateDirectory(_workspace["out/.lock"]);
        string message = Assert.Throws<TrainingException>(() => Run("out", s_options)).Message;
        Assert.Contains("Make the folder writable, or name another one with --output.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Another 'train'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_LossNotANumber_StopsAndSaysWhereAndKeepsTheBest()
    {
        using LineTask task = new() { BreaksAt = 14 };
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Contains("stopped at step 15 (epoch 3, step 3 of 6)", error.Message, StringComparison.Ordinal);
        Assert.Contains("The best weights so far, of epoch 2, are kept", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_workspace["out/best.safetensors"]));
    }

    [Fact]
    public void Training_LossNotANumberBeforeAnyValidation_KeepsTheWeightsOfTheCheckpoint()
    {
        using LineTask task = new() { BreaksAt = 14 };
        using Trainer<LineTask.Batch> trainer = new(task, s_options with { ValidateEvery = 6 }, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Contains("No weights were validated before. Those of the last checkpoint, of epoch 3 after 0 steps, are kept in", error.Message, StringComparison.Ordinal);
        using LineTask next = new(seed: 5);
        Assert.Null(Training.Families.StartWeights.Load(_workspace["out/last.safetensors"], next.Networks));
    }

    [Fact]
    public void Training_NoMemoryForTheBatch_SaysWhichFits()
    {
        using LineTask task = new() { LargestBatch = 3 };
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Contains("not enough memory for a batch of 10", error.Message, StringComparison.Ordinal);
        Assert.Contains("set 'batch: 2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_NoMemoryForTheBatch_TriesItsOwnExamples()
    {
        using LineTask task = new() { LargestBatch = 3 };
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        IReadOnlyList<int> first = task.Prepared.First(p => p.Count == 10);
        Assert.Equal(first.Take(5), task.Prepared.First(p => p.Count == 5));
    }

    [Fact]
    public void Training_BatchThatNoArrayHolds_SaysWhichFits()
    {
        using LineTask task = new() { LargestPrepared = 3 };
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Contains("not enough memory for a batch of 10: 10 pictures of 40000 x 40000 pixels with 3 channels are 48000000000 numbers, more than an array can hold.", error.Message, StringComparison.Ordinal);
        Assert.Contains("set 'batch: 2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_WhereAnotherIsAtWork_IsRefused()
    {
        string during = "";
        using LineTask task = new();
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line", new Doing(() =>
        {
            using LineTask other = new();
            using Trainer<LineTask.Batch> second = new(other, s_options, _workspace["out"], "line");
            during = Assert.Throws<TrainingException>(() => second.Run(TestContext.Current.CancellationToken)).Message;
        }));
        trainer.Run(TestContext.Current.CancellationToken);
        Assert.Contains("Another 'train' may be working there; wait for its end, or name another folder with --output.", during, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_CheckpointCannotBeWritten_TheFormerOneSurvives()
    {
        using (CancellationTokenSource stop = new())
        {
            using LineTask task = new();
            using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line", new StopAfter(8, stop));
            Assert.Throws<OperationCanceledException>(() => trainer.Run(stop.Token));
        }

        byte[] former = File.ReadAllBytes(_workspace["out/checkpoint.safetensors"]);
        Directory.CreateDirectory(_workspace["out/.tmp-checkpoint.safetensors"]);
        using LineTask again = new();
        using Trainer<LineTask.Batch> blocked = new(again, s_options, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => blocked.Run(TestContext.Current.CancellationToken));
        Assert.Contains("could not be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("The former one", error.Message, StringComparison.Ordinal);
        Assert.Equal(former, File.ReadAllBytes(_workspace["out/checkpoint.safetensors"]));
    }

    [Fact]
    public void Checkpoint_OfAnotherTraining_IsRefused()
    {
        Run("out", s_options);
        using LineTask task = new();
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "another");
        Assert.Contains("belongs to another training", Assert.Throws<TrainingDataException>(() => trainer.Run(TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(300)]
    public void Checkpoint_Damaged_IsRefusedWithTheNextStep(int keptBytes)
    {
        Run("out", s_options);
        string path = _workspace["out/checkpoint.safetensors"];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..keptBytes]);
        using LineTask task = new();
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        Assert.Contains("to begin anew", Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_LostAfterTheLastCheckpoint_AreWrittenAgain()
    {
        Run("out", s_options);
        string metrics = File.ReadAllText(_workspace["out/metrics.csv"]);
        File.Delete(_workspace["out/metrics.csv"]);
        Run("out", s_options);
        Assert.Equal(metrics, File.ReadAllText(_workspace["out/metrics.csv"]));
    }

    [Fact]
    public void Metrics_ThatCannotBeWritten_StopItWithTheNextStep_AndItGoesOn()
    {
        TrainingResult undisturbed = Run("whole", s_options);
        Directory.CreateDirectory(_workspace["out/.tmp-metrics.csv"]);
        TrainingException error = Assert.Throws<TrainingException>(() => Run("out", s_options));
        Assert.Contains("metrics.csv' could not be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("make room and run the same command again", error.Message, StringComparison.Ordinal);
        Assert.Equal(undisturbed.BestFigure, Run("out", s_options).BestFigure);
    }

    [Fact]
    public void Figure_ThatIsNoNumber_StopsAndKeepsTheBest()
    {
        using LineTask task = new() { Figures = new Queue<double>([0.5, double.NaN]) };
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Contains("The validation after epoch 2 gave no 'fit': it is NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("The best weights so far, of epoch 1, are kept", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_workspace["out/best.safetensors"]));
    }

    [Fact]
    public void Observer_IsToldWhatFormerSittingsMeasured()
    {
        Run("out", s_options);
        Listener listener = new();
        using LineTask task = new();
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line", listener);
        TrainingResult result = trainer.Run(TestContext.Current.CancellationToken);
        Assert.Equal((6, result.BestEpoch), listener.Found);
    }

    [Theory]
    [InlineData(RateSchedule.Cosine, 0.01)]
    [InlineData(RateSchedule.Linear, 0.01)]
    [InlineData(RateSchedule.Steps, 0.01)]
    [InlineData(RateSchedule.Constant, 1)]
    public void Rate_RisesThenFalls(RateSchedule schedule, double finalShare)
    {
        TrainingOptions options = new() { Epochs = 10, BatchSize = 1, Rate = 2, WarmupEpochs = 1, Schedule = schedule };
        Assert.Equal(0.2, LearningRate.At(options, 0, 10), 9);
        Assert.Equal(2, LearningRate.At(options, 9, 10), 9);
        Assert.Equal(2 * finalShare, LearningRate.At(options, 100, 10), 9);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.25, 10)]
    [InlineData(1.5, 7)]
    public void Rate_WarmUpOfPartsOfSteps_NeverPassesTheLargest(double warmup, int stepsPerEpoch)
    {
        TrainingOptions options = new() { Epochs = 10, BatchSize = 1, Rate = 2, WarmupEpochs = warmup };
        Assert.All(Enumerable.Range(0, 10 * stepsPerEpoch), step => Assert.InRange(LearningRate.At(options, step, stepsPerEpoch), 0, 2));
    }

    [Fact]
    public void Training_PausedBetweenValidations_EndsAsOneThatDoesNotPause()
    {
        TrainingOptions options = s_options with { ValidateEvery = 4 };
        TrainingResult whole = Run("whole", options), paused = Run("parts", options with { PauseAfter = 1 });
        Assert.Equal((1, 1), (paused.BestEpoch, paused.History.Count));
        Run("parts", options with { PauseAfter = 3 });
        TrainingResult ended = Run("parts", options);
        Assert.Equal((whole.BestEpoch, whole.BestFigure), (ended.BestEpoch, ended.BestFigure));
        Assert.Equal(whole.History.Select(h => h.Figures.Count), ended.History.Select(h => h.Figures.Count));
        Assert.Equal(File.ReadAllBytes(_workspace["whole/best.safetensors"]), File.ReadAllBytes(_workspace["parts/best.safetensors"]));
    }

    [Fact]
    public void Training_WeightsThatAreNoNumbers_StopsAndKeepsTheBest()
    {
        using LineTask task = new() { SpoilsAt = 17 };
        using Trainer<LineTask.Batch> trainer = new(task, s_options, _workspace["out"], "line");
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Matches("The training stopped in epoch 3: the weights 'line/fullyconnected[0-9]+.bias' are no longer numbers. The best weights so far, of epoch 2, are kept", error.Message);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Does something once, at the first step.</summary>
    private sealed class Doing(Action what) : ITrainingObserver
    {
        private bool _done;

        public void Stepped(TrainingProgress progress)
        {
            if (!_done)
            {
                _done = true;
                what();
            }
        }

        public void EpochEnded(EpochFigures figures, bool best)
        {
        }
    }

    private sealed class Listener : ITrainingObserver
    {
        public (int Epochs, int Best)? Found { get; private set; }

        public void Began(IReadOnlyList<EpochFigures> history, int bestEpoch) => Found = (history.Count, bestEpoch);

        public void Stepped(TrainingProgress progress)
        {
        }

        public void EpochEnded(EpochFigures figures, bool best)
        {
        }
    }

    private TrainingResult Run(string folder, TrainingOptions options, int seed = 1, bool second = false)
    {
        using LineTask task = new(seed) { HasSecond = second };
        using Trainer<LineTask.Batch> trainer = new(task, options, _workspace[folder], "line");
        return trainer.Run(TestContext.Current.CancellationToken);
    }
}
