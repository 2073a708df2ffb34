using System.Diagnostics;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Families.Classification;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Tests.Families;
using ImageAnalytics.Training.Trainers;
using TorchSharp;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Trainers;

/// <summary>What the trainer costs in memory and time. The measurement runs only when asked for: <c>-explicit only</c>.</summary>
[Collection(nameof(TorchRandomness))]
public sealed class TrainerSpeedTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Memory_StaysFlatOverTwoThousandSteps()
    {
        MemoryAfter watch = new(200, 2000);
        using LineTask task = new();
        TrainingOptions options = new() { Epochs = 63, BatchSize = 2, Rate = 0.01, Average = 0.9 };
        using Trainer<LineTask.Batch> trainer = new(task, options, _workspace["out"], "line", watch);
        trainer.Run(TestContext.Current.CancellationToken);

        // A step that kept but its smallest tensors would hold some 2 kB of handles, objects and numbers: 4 MB.
        Assert.True(watch.Bytes[1] - watch.Bytes[0] < 48L << 20, $"Memory grew from {watch.Bytes[0] >> 20} to {watch.Bytes[1] >> 20} MB.");
        Assert.Equal(watch.Tensors[0], watch.Tensors[1]);
    }

    [Fact(Explicit = true)]
    public void Throughput_BesideABareLoop_IsPrinted()
    {
        new TinyTraining(_workspace).DrawColours("colours", 214, side: 32);
        Recipe recipe = RecipeReader.Parse(
            """
            recipe: 1
            name: colours
            problem: Which colour is this?
            family: classifier
            data: { path: colours, format: folder, holdOut: { lowestIndexHash: 2 } }
            input: { width: 32, height: 32, resize: stretch, channels: rgb, scale: 1/255 }
            network: { widths: [24, 48, 96], blocks: 1 }
            augmentation: { flipHorizontal: 0.5, rotation: 10, scaleFrom: 0.9, scaleTo: 1.1, brightness: 0.1, noise: 3 }
            training: { epochs: 1, batch: 32, rate: 0.001 }
            model: { version: "1.0", summary: Names colours., licence: MIT, source: drawn }
            """,
            _workspace["recipe.yaml"]);
        (Dataset train, Dataset validation) = RecipeDataReader.Read(recipe);
        InputPreparation preparation = new(recipe.Input);
        PictureStore trained = new(train.Images, preparation), validated = new(validation.Images, preparation);
        List<double> ratios = [];
        for (int run = 0; run < 6; run++)
        {
            using ClassifierTask task = new(recipe, trained, validated, 3);
            double bare = BareStep(recipe);
            StepTimes times = new();
            using Trainer<ClassifierBatch> trainer = new(task, recipe.Training, _workspace[$"out{run}"], "speed", times);
            trainer.Run(TestContext.Current.CancellationToken);
            if (run > 0)
            {
                ratios.Add(bare / times.Median);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"trainer over bare loop: median {ratios.Order().ElementAt(ratios.Count / 2):0.000} of {string.Join(", ", ratios.Select(r => FormattableString.Invariant($"{r:0.000}")))}"));
    }

    private static double BareStep(Recipe recipe)
    {
        using TorchNetwork network = new("bare", ClassifierNetwork.Build((ClassifierOptions)recipe.Network, 3, 32, 3));
        network.train();
        using optim.Optimizer optimizer = optim.AdamW(network.parameters(), 0.001);
        using Tensor pictures = rand(32, 3, 32, 32), classes = tensor([.. Enumerable.Range(0, 32).Select(i => (long)i % 3)]);
        StepTimes times = new();
        for (int step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = nn.functional.cross_entropy(network.Run(pictures)[0], classes);
            loss.backward();
            optimizer.step();
            loss.item<float>();
            times.Mark();
        }

        return times.Median;
    }

    private sealed class StepTimes : ITrainingObserver
    {
        private readonly List<long> _marks = [];

        /// <summary>The median time of a step, in seconds.</summary>
        public double Median => _marks.Zip(_marks.Skip(1)).Select(m => Stopwatch.GetElapsedTime(m.First, m.Second).TotalSeconds).Order().ElementAt((_marks.Count - 1) / 2);

        public void Mark() => _marks.Add(Stopwatch.GetTimestamp());

        public void Stepped(TrainingProgress progress) => Mark();

        public void EpochEnded(EpochFigures figures, bool best)
        {
        }
    }

    private sealed class MemoryAfter(params int[] steps) : ITrainingObserver
    {
        private int _done;

        public List<long> Bytes { get; } = [];

        public List<long> Tensors { get; } = [];

        public void Stepped(TrainingProgress progress)
        {
            if (steps.Contains(++_done))
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Bytes.Add(Environment.WorkingSet);
                Tensors.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            }
        }

        public void EpochEnded(EpochFigures figures, bool best)
        {
        }
    }
}
