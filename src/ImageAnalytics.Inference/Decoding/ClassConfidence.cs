namespace ImageAnalytics.Inference.Decoding;

/// <summary>How much a picture looks like a class.</summary>
/// <param name="ClassId">Number of the class from 0.</param>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct ClassConfidence(int ClassId, float Confidence);
