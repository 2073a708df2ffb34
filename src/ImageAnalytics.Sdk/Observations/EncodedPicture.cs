namespace ImageAnalytics.Sdk;

/// <summary>A picture that a step made, as the bytes of a file.</summary>
/// <param name="Format">What the bytes are: <c>png</c> or <c>jpeg</c>.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bytes">The file's content; not changed after it was handed over.</param>
public sealed record EncodedPicture(string Format, int Width, int Height, ReadOnlyMemory<byte> Bytes);
