namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A part at one place. Lengths are in half-sizes of the part.</summary>
/// <param name="Inside">How far inside the outline, negative outside.</param>
/// <param name="Height">Above the belt.</param>
/// <param name="Albedo">Share of light that the place gives back, 1 for clean metal.</param>
/// <param name="Turned">How strongly the place shows the rings of a lathe, 0 to 1.</param>
internal readonly record struct PartSurface(float Inside, float Height, float Albedo, float Turned);
