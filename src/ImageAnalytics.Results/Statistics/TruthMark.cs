namespace ImageAnalytics.Results.Statistics;

/// <summary>An object that somebody marked in an image.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Box">Where it is, in pixels of the upright image.</param>
/// <param name="Crowd">Whether it stands for many that are not told apart: what is found there is neither right nor wrong.</param>
public sealed record TruthMark(string Label, BoundingBox Box, bool Crowd);
