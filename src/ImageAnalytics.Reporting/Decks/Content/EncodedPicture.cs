namespace ImageAnalytics.Reporting.Decks;

/// <summary>A picture as a deck holds it.</summary>
/// <param name="Jpeg">The file.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal sealed record EncodedPicture(byte[] Jpeg, int Width, int Height);
