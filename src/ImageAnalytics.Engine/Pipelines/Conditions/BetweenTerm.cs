namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Whether a number lies between two others, both included.</summary>
internal sealed class BetweenTerm(int offset, WhereTerm operand, WhereTerm low, WhereTerm high) : WhereTerm(offset, operand, low, high)
{
    public WhereTerm Operand { get; } = operand;

    public WhereTerm Low { get; } = low;

    public WhereTerm High { get; } = high;
}
