namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Two values compared.</summary>
internal sealed class CompareTerm(int offset, WhereToken sign, WhereTerm left, WhereTerm right) : WhereTerm(offset, left, right)
{
    public WhereToken Sign { get; } = sign;

    public WhereTerm Left { get; } = left;

    public WhereTerm Right { get; } = right;
}
