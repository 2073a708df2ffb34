using ImageAnalytics.Results.Repeats;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>The <c>repeats</c> of a pipeline: what counts as found again and again at one place of a folder.</summary>
/// <param name="Options">What it says.</param>
/// <param name="Position">Where it stands in the file.</param>
public sealed record RepeatsDefinition(RepeatOptions Options, SourcePosition Position);
