using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks;

/// <summary>A network that can learn.</summary>
/// <remarks>Owns its weights. One thread at a time.</remarks>
public sealed class TorchNetwork : nn.Module
{
    private readonly Dictionary<string, nn.Module> _modules = new(StringComparer.Ordinal);

    /// <summary>Makes the network with random weights, from torch's own generator: seed it before.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="graph">The description.</param>
    public TorchNetwork(string name, NetworkGraph graph) : base(name)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        foreach (NetworkNode node in graph.Nodes)
        {
            if (node.Operation.CreateModule([.. node.Inputs.Select(i => graph.Channels[i])]) is { } module)
            {
                _modules.Add(node.Name, module);
                register_module(node.Name, module);
            }
        }
    }

    /// <summary>The description.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>Computes the network.</summary>
    /// <param name="inputs">One tensor for each input, in their order; borrowed.</param>
    /// <returns>One tensor for each output; the caller disposes them, or the scope around it.</returns>
    public Tensor[] Run(params IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Dictionary<string, Tensor> values = new(StringComparer.Ordinal);
        for (int i = 0; i < Graph.Inputs.Count; i++)
        {
            values.Add(Graph.Inputs[i], inputs[i]);
        }

        foreach (NetworkNode node in Graph.Nodes)
        {
            values.Add(node.Name, node.Operation.Run(ModuleOf(node), [.. node.Inputs.Select(n => values[n])], training));
        }

        return [.. Graph.Outputs.Select(o => values[o])];
    }

    /// <summary>What a node has learned; null when it learns nothing.</summary>
    internal nn.Module? ModuleOf(NetworkNode node) => _modules.GetValueOrDefault(node.Name);
}
