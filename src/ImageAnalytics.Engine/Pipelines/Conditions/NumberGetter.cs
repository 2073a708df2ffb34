namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Gives a number.</summary>
internal delegate double NumberGetter(in WhereSubject subject);
