namespace ImageAnalytics.Inference.Decoding;

/// <summary>A picture that a network gave.</summary>
/// <param name="Pixels">B, G, R bytes row by row, no padding; shape [Height, Width, 3]. Borrowed from the decoder until its next call.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct MadePicture(Memory<byte> Pixels, int Width, int Height);
