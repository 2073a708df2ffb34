namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>A part of an expression's tree.</summary>
/// <param name="offset">Where it starts in the text, from 0.</param>
/// <param name="parts">The terms that it is made of.</param>
internal abstract class WhereTerm(int offset, params ReadOnlySpan<WhereTerm> parts)
{
    public int Offset { get; } = offset;

    /// <summary>Levels of the tree, this one included. Known when made, so that a deep tree is noticed without recursion.</summary>
    public int Depth { get; } = 1 + DeepestOf(parts);

    private static int DeepestOf(ReadOnlySpan<WhereTerm> parts)
    {
        int deepest = 0;
        foreach (WhereTerm part in parts)
        {
            deepest = Math.Max(deepest, part.Depth);
        }

        return deepest;
    }
}
