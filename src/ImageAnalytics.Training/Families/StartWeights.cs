using System.Security.Cryptography;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Trainers;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families;

/// <summary>Begins with what an earlier training learned (fine-tuning).</summary>
internal static class StartWeights
{
    /// <summary>Copies what one file has for all networks, or what each file has for its part.</summary>
    /// <param name="paths">A file of weights, or one for each part.</param>
    /// <param name="networks">Receive them.</param>
    /// <param name="parts">Each part as a network of its own; the network has their nodes one after the other.</param>
    /// <returns>What begins at random; null where all was taken.</returns>
    /// <exception cref="TrainingException">A file cannot be read or does not fit.</exception>
    public static string? Load(IReadOnlyList<string> paths, IReadOnlyList<TorchNetwork> networks, IReadOnlyList<NetworkGraph> parts)
    {
        if (paths is [var one])
        {
            return Load(one, networks);
        }

        using var off = no_grad();
        IReadOnlyDictionary<string, Tensor>[] files = [.. paths.Select(Read)];
        Dictionary<string, (int Part, string Name)> alone = parts.SelectMany((graph, part) => graph.Nodes.Select(n => (part, n.Name)))
            .Zip(networks.Single().Graph.Nodes).ToDictionary(p => p.Second.Name, p => p.First, StringComparer.Ordinal);
        foreach ((string name, Tensor weight) in WeightNames.All(networks))
        {
            // As in 'classifier/convolution3.weight'.
            int node = name.IndexOf('/', StringComparison.Ordinal) + 1, rest = name.IndexOf('.', node);
            (int part, string own) = alone[name[node..rest]];
            string wanted = name[..node] + own + name[rest..];
            if (!files[part].TryGetValue(wanted, out Tensor? start) || !start.shape.SequenceEqual(weight.shape))
            {
                throw new TrainingException($"The weights in '{paths[part]}' do not fit number {part + 1} of this recipe's 'members': '{wanted}' is not there, or has another shape. Name the 'best.safetensors' of a network of the same sizes.");
            }

            weight.copy_(start);
        }

        foreach (IReadOnlyDictionary<string, Tensor> file in files)
        {
            Free(file);
        }

        return null;
    }

    /// <summary>Copies every weight that has the same name and shape; the others, such as those of other classes, stay random.</summary>
    /// <param name="path">A file of weights.</param>
    /// <param name="networks">Receive them.</param>
    /// <returns>What begins at random; null where all was taken.</returns>
    /// <exception cref="TrainingException">It cannot be read, or no layer in it fits.</exception>
    public static string? Load(string path, IReadOnlyList<TorchNetwork> networks)
    {
        (int taken, int all) = Take(path, networks, out string? missing);
        if (taken == 0)
        {
            throw new TrainingException($"No layer in '{path}' fits this recipe's network: it was trained for another family or with other sizes. Give 'network' the same numbers, or leave 'start' away.");
        }

        return missing is null ? null
            : $"Of this network's {all} layers, {taken} begin with what '{Path.GetFileName(path)}' has learned; the others, such as '{missing}', fit nothing in it and begin at random.";
    }

    /// <summary>Copies every weight.</summary>
    /// <param name="path">A file of weights.</param>
    /// <param name="networks">Receive them.</param>
    /// <exception cref="TrainingException">It cannot be read, or lacks one.</exception>
    public static void LoadAll(string path, IReadOnlyList<TorchNetwork> networks)
    {
        Take(path, networks, out string? missing);
        if (missing is not null)
        {
            throw new TrainingException($"The weights in '{path}' do not fit their recipe: '{missing}' is not there, or has another shape. Name the 'best.safetensors' that was trained by that recipe.");
        }
    }

    /// <summary>A hash of a file of weights.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // Layers are counted by their kernels: a counter or a bias is the same in any network.
    private static (int Taken, int All) Take(string path, IReadOnlyList<TorchNetwork> networks, out string? missing)
    {
        IReadOnlyDictionary<string, Tensor> found = Read(path);
        using var off = no_grad();
        (int taken, int all) = (0, 0);
        missing = null;
        foreach ((string name, Tensor weight) in WeightNames.All(networks))
        {
            int layers = weight.is_floating_point() && weight.dim() > 1 ? 1 : 0;
            all += layers;
            if (found.TryGetValue(name, out Tensor? start) && start.shape.SequenceEqual(weight.shape))
            {
                weight.copy_(start);
                taken += layers;
            }
            else
            {
                missing ??= name;
            }
        }

        Free(found);
        return (taken, all);
    }

    private static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        try
        {
            return WeightFile.Read(path).Tensors;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The weights to start with cannot be read: {e.Message} Give 'start' the path of a 'best.safetensors' of an earlier training.", e);
        }
    }

    private static void Free(IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach (Tensor one in weights.Values)
        {
            one.Dispose();
        }
    }
}
