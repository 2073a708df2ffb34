namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Whether a value is one of a list of constants.</summary>
internal sealed class InTerm(int offset, WhereTerm operand, IReadOnlyList<WhereTerm> values) : WhereTerm(offset, operand)
{
    public WhereTerm Operand { get; } = operand;

    /// <summary>Numbers, negated numbers or texts; at least one.</summary>
    public IReadOnlyList<WhereTerm> Values { get; } = values;
}
