namespace ImageAnalytics.Faces;

/// <summary>A known face.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Photo">The name of the photo that it came from.</param>
/// <param name="PhotoSha256">SHA-256 of the photo's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Embedding">What describes it; not changed after it was handed over.</param>
public sealed record EnrolledFace(string Person, string Photo, string PhotoSha256, ReadOnlyMemory<float> Embedding);
