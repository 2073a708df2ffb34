namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>A number as written; finite and not negative.</summary>
internal sealed class NumberTerm(int offset, double value) : WhereTerm(offset)
{
    public double Value { get; } = value;
}
