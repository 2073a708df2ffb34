namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>The opposite of a condition.</summary>
internal sealed class NotTerm(int offset, WhereTerm operand) : WhereTerm(offset, operand)
{
    public WhereTerm Operand { get; } = operand;
}
