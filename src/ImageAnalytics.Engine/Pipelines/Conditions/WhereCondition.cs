namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Answers a condition.</summary>
internal delegate bool WhereCondition(in WhereSubject subject);
