namespace ImageAnalytics.Training.Networks;

/// <summary>A network described once; it becomes a TorchSharp module (<see cref="TorchNetwork"/>) and an ONNX graph (<see cref="NetworkExport"/>).</summary>
/// <remarks>Immutable. Built by <see cref="NetworkBuilder"/>.</remarks>
public sealed class NetworkGraph
{
    internal NetworkGraph(IReadOnlyList<string> inputs, IReadOnlyList<NetworkNode> nodes, IReadOnlyList<string> outputs, IReadOnlyDictionary<string, int> channels)
        => (Inputs, Nodes, Outputs, Channels) = (inputs, nodes, outputs, channels);

    /// <summary>Names of the inputs.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The layers, each after those that it reads.</summary>
    public IReadOnlyList<NetworkNode> Nodes { get; }

    /// <summary>Names of the inputs or nodes whose results the network gives.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The channels of every input and node, by name.</summary>
    public IReadOnlyDictionary<string, int> Channels { get; }

    /// <summary>The nodes that read the result of a node or input.</summary>
    internal IEnumerable<NetworkNode> ReadersOf(string name) => Nodes.Where(n => n.Inputs.Contains(name));
}
