namespace ImageAnalytics.Engine.Pipelines;

/// <summary>A model that is installed.</summary>
/// <param name="Name">Its name, as pipeline files give it.</param>
/// <param name="Task">Its task, as its model.yaml says it.</param>
/// <param name="Problem">Why it cannot be used, in whole sentences; null when nothing is known against it.</param>
public sealed record KnownModel(string Name, string Task, string? Problem = null);
