namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>What a term gives.</summary>
internal enum WhereType
{
    /// <summary>Not known, because it is a problem already told.</summary>
    Unknown,
    Number,
    Text,
    Condition,
}
