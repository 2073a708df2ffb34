using System.Collections.Concurrent;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;
using ImageAnalytics.Training.Trainers;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Trainers;

/// <summary>Learns a line through points, with dropout so that random numbers matter.</summary>
internal sealed class LineTask : ITrainingTask<LineTask.Batch>, IDisposable
{
    private readonly TorchNetwork _network, _second;

    public LineTask(int seed = 1)
    {
        manual_seed(seed);
        NetworkBuilder builder = new();
        string hidden = builder.Add(new Activation(ActivationKind.Tanh), builder.Add(new FullyConnected(8), builder.Input("x", 1)));
        _network = new TorchNetwork("line", builder.Build(builder.Add(new FullyConnected(1), builder.Add(new Dropping(0.1), hidden))));
        NetworkBuilder second = new();
        _second = new TorchNetwork("second", second.Build(second.Add(new FullyConnected(1), second.Input("x", 1))));
    }

    /// <summary>Whether a second network learns from some batches alone, as the layers of a detector that read boxes do.</summary>
    public bool HasSecond { get; init; }

    /// <summary>At this step of all, the loss is not a number.</summary>
    public long? BreaksAt { get; init; }

    /// <summary>At this step of all, a weight becomes infinite after the loss was computed.</summary>
    public long? SpoilsAt { get; init; }

    /// <summary>At this step of all, the loss is a number and its slope is none.</summary>
    public long? SteepAt { get; init; }

    /// <summary>Losses on the validation data to give, one after the other; null to give none.</summary>
    public Queue<double>? Losses { get; init; }

    /// <summary>Figures to give in place of the measured ones, one after the other.</summary>
    public Queue<double>? Figures { get; init; }

    /// <summary>Batches larger than this find no memory.</summary>
    public int LargestBatch { get; init; } = int.MaxValue;

    /// <summary>Batches larger than this do not fit into an array.</summary>
    public int LargestPrepared { get; init; } = int.MaxValue;

    /// <summary>The examples of each batch, in the order in which they were prepared.</summary>
    public ConcurrentQueue<IReadOnlyList<int>> Prepared { get; } = [];

    public int Steps { get; private set; }

    public IReadOnlyList<TorchNetwork> Networks => HasSecond ? [_network, _second] : [_network];

    public int Examples => 64;

    public string Figure => "fit";

    public Batch Prepare(IReadOnlyList<int> examples, int epoch)
    {
        Prepared.Enqueue([.. examples]);
        if (examples.Count > LargestPrepared)
        {
            BatchLength.Of(examples.Count, 3, 40_000, 40_000);
        }

        return new([.. examples.Select(e => e / 64f)]);
    }

    public Tensor Loss(Batch batch, IDictionary<string, double> parts)
    {
        if (batch.X.Length > LargestBatch)
        {
            throw new NoMemory("DefaultCPUAllocator: can't allocate memory: you tried to allocate 4 bytes.\nmore");
        }

        Steps++;
        Tensor x = tensor(batch.X, [batch.X.Length, 1]), loss = ((_network.Run(x)[0] - ((x * 2) + 1)) * 1).pow(2).mean();
        parts["part"] = loss.item<float>() / 2;
        if (HasSecond && batch.X[0] > 0.5)
        {
            loss = loss + (_second.Run(x)[0] - x).pow(2).mean();
        }

        if (Steps - 1 == SpoilsAt)
        {
            using var off = no_grad();
            _network.parameters().Last().fill_(double.PositiveInfinity);
        }

        if (Steps - 1 == SteepAt)
        {
            return (loss * 0).sqrt();
        }

        return Steps - 1 == BreaksAt ? loss * double.NaN : loss;
    }

    public IReadOnlyDictionary<string, double> Validate()
    {
        Tensor x = linspace(0, 1, 33).unsqueeze(1);
        Dictionary<string, double> figures = new() { ["fit"] = Figures?.Dequeue() ?? 1 - (_network.Run(x)[0] - ((x * 2) + 1)).abs().mean().item<float>() };
        if (Losses is not null)
        {
            figures[EpochFigures.ValidationLoss] = Losses.Dequeue();
        }

        return figures;
    }

    public void Dispose()
    {
        _network.Dispose();
        _second.Dispose();
    }

    /// <summary>Some points.</summary>
    internal sealed record Batch(float[] X) : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
