namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Gives a text.</summary>
internal delegate string TextGetter(in WhereSubject subject);
