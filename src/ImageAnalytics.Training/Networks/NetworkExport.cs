using ImageAnalytics.Training.Networks.Operations;
using ImageAnalytics.Training.Onnx;
using BatchNorm2d = TorchSharp.Modules.BatchNorm2d;
using Conv2d = TorchSharp.Modules.Conv2d;

namespace ImageAnalytics.Training.Networks;

/// <summary>Writes networks to ONNX as they compute when they are not learning.</summary>
public static class NetworkExport
{
    /// <summary>Writes a network's layers into a graph. A normalization behind a convolution that nothing else reads is folded into it.</summary>
    /// <param name="graph">Receives them.</param>
    /// <param name="network">The network; only read.</param>
    /// <param name="prefix">Goes before the names of its nodes.</param>
    /// <param name="inputs">Names in the graph of what the network reads, one for each input.</param>
    /// <returns>Names in the graph of what it gives, one for each output.</returns>
    public static string[] Write(OnnxGraph graph, TorchNetwork network, string prefix, params IReadOnlyList<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(network);
        NetworkGraph description = network.Graph;
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        for (int i = 0; i < description.Inputs.Count; i++)
        {
            names.Add(description.Inputs[i], inputs[i]);
        }

        foreach (NetworkNode node in description.Nodes)
        {
            if (names.ContainsKey(node.Name))
            {
                continue;
            }

            if (NormalizationOf(description, node) is { } norm)
            {
                names[node.Name] = names[norm.Name] = ((Convolution)node.Operation).WriteFolded(
                    graph, prefix + node.Name, (Conv2d)network.ModuleOf(node)!, (BatchNorm2d)network.ModuleOf(norm)!, names[node.Inputs[0]]);
            }
            else
            {
                names[node.Name] = node.Operation.WriteOnnx(graph, prefix + node.Name, network.ModuleOf(node), [.. node.Inputs.Select(n => names[n])]);
            }
        }

        return [.. description.Outputs.Select(o => names[o])];
    }

    private static NetworkNode? NormalizationOf(NetworkGraph graph, NetworkNode node)
        => node.Operation is Convolution && !graph.Outputs.Contains(node.Name) && graph.ReadersOf(node.Name).ToArray() is [{ Operation: BatchNormalization } only]
            ? only
            : null;
}
