namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Two numbers joined by + - * or /.</summary>
internal sealed class ArithmeticTerm(int offset, WhereToken sign, WhereTerm left, WhereTerm right) : WhereTerm(offset, left, right)
{
    public WhereToken Sign { get; } = sign;

    public WhereTerm Left { get; } = left;

    public WhereTerm Right { get; } = right;
}
