using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>Names the weights of several networks.</summary>
internal static class WeightNames
{
    /// <summary>Every weight and running figure, as <c>network/name</c>; the tensors are those of the networks.</summary>
    public static Dictionary<string, Tensor> All(IReadOnlyList<TorchNetwork> networks)
        => networks.SelectMany(n => n.state_dict().Select(w => KeyValuePair.Create($"{n.GetName()}/{w.Key}", w.Value))).ToDictionary(StringComparer.Ordinal);
}
