namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>A minus sign before a number.</summary>
internal sealed class NegateTerm(int offset, WhereTerm operand) : WhereTerm(offset, operand)
{
    public WhereTerm Operand { get; } = operand;
}
