namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>A field; perhaps one that does not exist.</summary>
internal sealed class FieldTerm(int offset, string name) : WhereTerm(offset)
{
    public string Name { get; } = name;

    /// <summary>The field; null when there is none of this name.</summary>
    public WhereField? Field { get; } = WhereField.Find(name);
}
