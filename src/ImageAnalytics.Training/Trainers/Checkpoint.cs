using System.Text.Json;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>All that a training needs to go on as if it had never stopped, in one file.</summary>
internal static class Checkpoint
{
    public const string FileName = "checkpoint.safetensors";
    private const string Now = "now/", Average = "average/", Best = "best/", Optimizer = "optimizer", State = "state";

    public static void Write(
        string path, TrainingState state, IReadOnlyDictionary<string, Tensor> now, IReadOnlyDictionary<string, Tensor>? average, IReadOnlyDictionary<string, Tensor>? best, byte[] optimizer)
    {
        using Tensor optimizerState = tensor(optimizer, ScalarType.Byte);
        Dictionary<string, Tensor> all = new(StringComparer.Ordinal) { [Optimizer] = optimizerState };
        Add(all, Now, now);
        Add(all, Average, average);
        Add(all, Best, best);
        WeightFile.Write(path, all, new Dictionary<string, string> { [State] = JsonSerializer.Serialize(state, TrainingJson.Default.TrainingState) });
    }

    /// <summary>Reads a checkpoint into what it was made of.</summary>
    /// <returns>The state, the best weights (which the caller disposes) if there were any, and the optimizer's state.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or of other networks.</exception>
    public static (TrainingState State, Dictionary<string, Tensor>? Best, byte[] Optimizer) Read(
        string path, IReadOnlyDictionary<string, Tensor> now, IReadOnlyDictionary<string, Tensor>? average)
    {
        (IReadOnlyDictionary<string, Tensor> all, IReadOnlyDictionary<string, string> notes) = WeightFile.Read(path);
        using var off = no_grad();
        try
        {
            TrainingState state = JsonSerializer.Deserialize(notes.GetValueOrDefault(State) ?? "", TrainingJson.Default.TrainingState)
                ?? throw new InvalidDataException($"'{path}' is no checkpoint: it has no state.");
            Take(path, all, Now, now);
            if (average is not null)
            {
                Take(path, all, Average, average);
            }

            Dictionary<string, Tensor> best = all.Where(w => w.Key.StartsWith(Best, StringComparison.Ordinal)).ToDictionary(w => w.Key[Best.Length..], w => w.Value.clone(), StringComparer.Ordinal);
            return (state, best.Count > 0 ? best : null, all.TryGetValue(Optimizer, out Tensor? bytes) ? [.. bytes.data<byte>()] : []);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is no checkpoint: {e.Message}", e);
        }
        finally
        {
            foreach (Tensor one in all.Values)
            {
                one.Dispose();
            }
        }
    }

    /// <summary>The weights that would be validated: their moving average, where there is one.</summary>
    /// <returns>How far the training was, null where the file does not say, and the weights, which the caller disposes.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static (TrainingState? State, IReadOnlyDictionary<string, Tensor> Weights) ReadWeights(string path)
    {
        (IReadOnlyDictionary<string, Tensor> all, IReadOnlyDictionary<string, string> notes) = WeightFile.Read(path);
        TrainingState? state = JsonSerializer.Deserialize(notes.GetValueOrDefault(State) ?? "null", TrainingJson.Default.TrainingState);
        string prefix = all.Keys.Any(k => k.StartsWith(Average, StringComparison.Ordinal)) ? Average : Now;
        foreach ((_, Tensor other) in all.Where(w => !w.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            other.Dispose();
        }

        return (state,
            all.Where(w => w.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(w => w.Key[prefix.Length..], w => w.Value, StringComparer.Ordinal));
    }

    /// <summary>Which training a checkpoint is of; null where it cannot be read.</summary>
    public static string? IdentityOf(string path)
    {
        try
        {
            (IReadOnlyDictionary<string, Tensor> all, IReadOnlyDictionary<string, string> notes) = WeightFile.Read(path);
            foreach (Tensor one in all.Values)
            {
                one.Dispose();
            }

            return JsonSerializer.Deserialize(notes.GetValueOrDefault(State) ?? "", TrainingJson.Default.TrainingState)?.Identity;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or JsonException)
        {
            return null;
        }
    }

    private static void Add(Dictionary<string, Tensor> all, string prefix, IReadOnlyDictionary<string, Tensor>? weights)
    {
        foreach ((string name, Tensor weight) in weights ?? new Dictionary<string, Tensor>())
        {
            all.Add(prefix + name, weight);
        }
    }

    private static void Take(string path, IReadOnlyDictionary<string, Tensor> all, string prefix, IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach ((string name, Tensor weight) in weights)
        {
            if (!all.TryGetValue(prefix + name, out Tensor? found) || !found.shape.SequenceEqual(weight.shape))
            {
                throw new InvalidDataException($"'{path}' does not hold the weights '{name}' in the shape [{string.Join(", ", weight.shape)}]: it belongs to another network.");
            }

            weight.copy_(found);
        }
    }
}
