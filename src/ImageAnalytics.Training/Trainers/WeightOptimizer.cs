using ImageAnalytics.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>TorchSharp's optimizer over all weights of several networks; biases and normalizations are not drawn to 0.</summary>
internal sealed class WeightOptimizer : IDisposable
{
    private readonly OptimizerHelper _optimizer;
    private readonly Parameter[] _parameters;

    public WeightOptimizer(IReadOnlyList<TorchNetwork> networks, TrainingOptions options)
    {
        _parameters = [.. networks.SelectMany(n => n.parameters())];
        Parameter[] drawn = [.. _parameters.Where(p => p.dim() > 1)], free = [.. _parameters.Where(p => p.dim() <= 1)];
        (Parameter[] Group, double Decay)[] groups = [.. new[] { (drawn, options.WeightDecay), (free, 0.0) }.Where(g => g.Item1.Length > 0)];
        // Nesterov's is a form of momentum.
        bool nesterov = options.Momentum > 0;
        _optimizer = options.Optimizer == OptimizerKind.Sgd
            ? new SGD(groups.Select(g => new SGD.ParamGroup(g.Group, options.Rate, options.Momentum, 0, g.Decay, nesterov)), options.Rate, options.Momentum, 0, 0, nesterov)
            : new AdamW(groups.Select(g => new AdamW.ParamGroup(g.Group, options.Rate, weight_decay: g.Decay)), options.Rate, weight_decay: 0);
    }

    /// <summary>Follows the gradients of a loss once.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="clipNorm">Longer gradients are shortened; 0 for never.</param>
    /// <returns>Whether the gradients were finite; otherwise nothing was changed.</returns>
    public bool Step(double rate, double clipNorm)
    {
        if (!double.IsFinite(nn.utils.clip_grad_norm_(_parameters, clipNorm > 0 ? clipNorm : double.PositiveInfinity)))
        {
            return false;
        }

        foreach (optim.ILearningRateController group in _optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }

        _optimizer.step();
        return true;
    }

    /// <summary>Forgets all gradients. A weight without one is not moved at all, so it must not matter whether it had one in an earlier step, before a resume.</summary>
    public void Clear()
    {
        foreach (Parameter parameter in _parameters)
        {
            parameter.grad = null;
        }
    }

    public byte[] Save()
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        _optimizer.save_state_dict(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    public void Load(byte[] state)
    {
        using BinaryReader reader = new(new MemoryStream(state));
        _optimizer.load_state_dict(reader);
    }

    public void Dispose() => _optimizer.Dispose();
}
