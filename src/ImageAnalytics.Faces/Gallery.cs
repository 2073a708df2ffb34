namespace ImageAnalytics.Faces;

/// <summary>Known people with the embeddings of their faces, made with one embedding model.</summary>
public sealed class Gallery
{
}
