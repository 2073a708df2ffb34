using OpenCvSharp;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Decodes a picture for a deck.</summary>
/// <param name="picture">Which one.</param>
/// <param name="longSide">How long its long side should be at least, where the picture is so large.</param>
/// <returns>8-bit B, G, R, upright; ownership passes to the caller. Null when there is nothing to show, such as a file that is gone.</returns>
/// <remarks>An exception of type IOException, UnauthorizedAccessException or OpenCVException counts as null.</remarks>
public delegate Mat? DeckPictureDecoder(DeckPicture picture, int longSide);
