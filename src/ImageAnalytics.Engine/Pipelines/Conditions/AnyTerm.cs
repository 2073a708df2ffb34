namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Conditions joined by <c>or</c>; at least two, none of them of this kind itself.</summary>
internal sealed class AnyTerm(int offset, WhereTerm[] operands) : WhereTerm(offset, operands)
{
    public IReadOnlyList<WhereTerm> Operands { get; } = operands;

    /// <summary>Joins conditions, taking apart what is joined the same way already; one alone stays as it is.</summary>
    public static WhereTerm Of(WhereTerm[] operands)
        => operands.Length == 1
            ? operands[0]
            : new AnyTerm(operands[0].Offset, [.. operands.SelectMany(o => o is AnyTerm same ? same.Operands : [o])]);
}
