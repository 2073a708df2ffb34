namespace ImageAnalytics.Results;

/// <summary>A step of a run, as far as results need it.</summary>
/// <param name="Id">Its id in the pipeline file.</param>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Model">The model's name; empty when it has none.</param>
/// <param name="Fingerprint">Hash of everything that can change a row of it.</param>
/// <param name="Parent">Index, in the list of steps, of the step that it runs on; null for the whole image.</param>
/// <remarks>Lists of steps are in topological order: a parent stands before its children.</remarks>
public sealed record RunStep(string Id, string Plugin, string Model, string Fingerprint, int? Parent);
