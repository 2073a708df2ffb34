using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Finds a network's outputs for decoders.</summary>
internal static class OutputFinder
{
    /// <summary>The place of an output.</summary>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="name">Its name; null for the only one.</param>
    /// <param name="parameter">The parameter that names it, for messages.</param>
    /// <param name="problems">Receives a sentence when it is not there.</param>
    /// <returns>Its place; 0 when it is not there.</returns>
    public static int Find(IModelOutputs outputs, string? name, string parameter, ICollection<string> problems)
    {
        string names = string.Join(", ", outputs.OutputNames.Select(n => $"'{n}'"));
        if (name is null)
        {
            if (outputs.OutputNames.Count != 1)
            {
                problems.Add($"The network has {outputs.OutputNames.Count} outputs. Set output.parameters.{parameter} in model.yaml to one of: {names}.");
            }

            return 0;
        }

        for (int i = 0; i < outputs.OutputNames.Count; i++)
        {
            if (outputs.OutputNames[i] == name)
            {
                return i;
            }
        }

        problems.Add($"The network has no output '{name}', which output.parameters.{parameter} in model.yaml names. Expected one of: {names}.{NearestName.Hint(name, outputs.OutputNames)}");
        return 0;
    }

    /// <summary>
    /// Whether an output has its numbers in planes, [batch, numbers, places], where decoders read rows, [batch, places, numbers]: as many numbers, in
    /// an order that would be nonsense.
    /// </summary>
    public static bool IsInPlanes(ReadOnlySpan<long> shape, long numbers) => numbers > 1 && shape.Length >= 3 && shape[1] == numbers && shape[^1] != numbers;

    /// <summary>A shape as text.</summary>
    public static string Text(ReadOnlySpan<long> shape) => TensorSpec.Text(shape.ToArray());
}
