using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>Moving averages of the weights of several networks (Polyak and Juditsky, 1992), and the exchange of both.</summary>
/// <remarks>In the first steps the average follows faster, so that it is not held by the random beginning.</remarks>
internal sealed class MovingAverage : IDisposable
{
    private readonly double _share;
    private readonly Dictionary<string, Tensor> _live;

    /// <summary>Begins with the weights as they are.</summary>
    public MovingAverage(IReadOnlyList<TorchNetwork> networks, double share)
    {
        _share = share;
        _live = WeightNames.All(networks);
        Weights = _live.ToDictionary(w => w.Key, w => w.Value.detach().clone(), StringComparer.Ordinal);
    }

    /// <summary>The averages, by network and name; owned by this object.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights { get; }

    /// <summary>Takes the weights of a step into the average.</summary>
    public void Update(long step)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        double share = Math.Min(_share, (1.0 + step) / (10 + step));
        foreach ((string name, Tensor average) in Weights)
        {
            Tensor live = _live[name];
            if (average.is_floating_point())
            {
                average.lerp_(live, 1 - share);
            }
            else
            {
                average.copy_(live);
            }
        }
    }

    /// <summary>Exchanges the networks' weights and the averages; a second call undoes it.</summary>
    public void Swap()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach ((string name, Tensor average) in Weights)
        {
            Tensor kept = average.clone();
            average.copy_(_live[name]);
            _live[name].copy_(kept);
        }
    }

    public void Dispose()
    {
        foreach (Tensor weight in Weights.Values)
        {
            weight.Dispose();
        }
    }
}
