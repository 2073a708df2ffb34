namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Whether a text is like a pattern, where % stands for any run of characters and _ for one.</summary>
internal sealed class LikeTerm(int offset, WhereTerm operand, TextTerm pattern) : WhereTerm(offset, operand)
{
    public WhereTerm Operand { get; } = operand;

    public TextTerm Pattern { get; } = pattern;
}
