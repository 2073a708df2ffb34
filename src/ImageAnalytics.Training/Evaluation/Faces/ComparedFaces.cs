namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>Two pictures of faces that were compared.</summary>
/// <param name="First">One of a pair, or the picture that was asked for.</param>
/// <param name="Second">The other, or the nearest known picture; null where a picture that was asked for shows no face, or none is known.</param>
/// <param name="Distance">How far they are apart in the metric of the model; infinite where one has no face.</param>
/// <param name="Surety">How clear the answer was, to be compared among those of one evaluation alone: of pairs the way to the threshold, else the nearer the clearer.</param>
/// <param name="Same">Whether they show one person.</param>
/// <param name="IsRight">Whether that is what was said.</param>
public sealed record ComparedFaces(string First, string? Second, double Distance, double Surety, bool Same, bool IsRight);
