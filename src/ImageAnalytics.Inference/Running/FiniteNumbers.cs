using System.Numerics.Tensors;
using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Running;

/// <summary>Refuses answers with numbers that are none: a network whose arithmetic broke must not count as one that found nothing.</summary>
internal static class FiniteNumbers
{
    /// <summary>Looks at all that a network gave for one picture.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="item">The picture's place in the batch, from 0.</param>
    /// <param name="batch">How many pictures ran together.</param>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    public static void Require(IModelOutputs outputs, int item = 0, int batch = 1)
    {
        for (int i = 0; i < outputs.OutputNames.Count; i++)
        {
            if (!outputs.IsReadable(i))
            {
                continue;
            }

            TensorView view = outputs.Output(i);
            ReadOnlySpan<float> values = view.Values.Length % batch == 0 ? view.Item(item, batch) : view.Values;
            // A sum is none where one of its numbers is, and found many at a time; infinite ones of both signs give none, too.
            if (values.Length > 0 && float.IsNaN(TensorPrimitives.Sum(values)) && HasNaN(values))
            {
                throw new InvalidOperationException($"The network's answer holds numbers that are not finite, in its output '{outputs.OutputNames[i]}'.");
            }
        }
    }

    private static bool HasNaN(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }
}
