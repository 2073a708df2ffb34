namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>A text in quotes.</summary>
internal sealed class TextTerm(int offset, string value) : WhereTerm(offset)
{
    public string Value { get; } = value;
}
