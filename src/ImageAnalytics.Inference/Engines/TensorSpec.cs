namespace ImageAnalytics.Inference.Engines;

/// <summary>What a network says about one of its inputs or outputs.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="Element">The kind of number.</param>
/// <param name="Shape">Its dimensions, -1 where the network leaves one open; empty when the engine does not know.</param>
public sealed record TensorSpec(string Name, ElementType Element, IReadOnlyList<long> Shape)
{
    /// <summary>Whether a tensor of a given shape may stand here.</summary>
    public bool Accepts(ReadOnlySpan<long> shape)
    {
        if (Shape.Count != shape.Length)
        {
            return Shape.Count == 0;
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (Shape[i] >= 0 && Shape[i] != shape[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A shape as text, such as <c>[1, 3, ?, ?]</c>.</summary>
    public static string Text(IEnumerable<long> shape) => "[" + string.Join(", ", shape.Select(d => d < 0 ? "?" : d.ToString(System.Globalization.CultureInfo.InvariantCulture))) + "]";
}
