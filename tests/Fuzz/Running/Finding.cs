namespace ImageAnalytics.Fuzz.Running;

/// <summary>A promise that a reader broke.</summary>
/// <param name="Kind">Such as <c>NullReferenceException</c>, <c>slow</c>, <c>memory</c>, <c>hang</c> or <c>died</c>.</param>
/// <param name="Place">Where: equal for findings that are probably one.</param>
/// <param name="Text">All that is known.</param>
internal sealed record Finding(string Kind, string Place, string Text);
