namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>What describes the face of a picture.</summary>
/// <param name="Numbers">The embedding; null where no face was found.</param>
internal sealed record FaceVector(float[]? Numbers);
