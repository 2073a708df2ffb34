using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Samples.Parts;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>A part in a picture of the line: the truth about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Defective">Whether it has a visible defect.</param>
/// <param name="Box">The smallest box around its visible pixels, in whole pixels; inside the picture.</param>
/// <param name="Visible">Its visible pixels; the mask is as large as the picture.</param>
public sealed record DrawnPart(PartKind Kind, bool Defective, BoundingBox Box, RunLengths Visible);
