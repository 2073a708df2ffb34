using OpenCvSharp;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes the pictures of a deck: decoded at reduced scale, in JPEG, all of them within a number of bytes.</summary>
internal static class PictureEncoder
{
    private const int LongSide = 1600, LongSideOfMany = 1000, ShortestLongSide = 160, Quality = 85;

    /// <summary>Encodes every picture of a deck.</summary>
    /// <returns>By picture; null where there is nothing to show: the original is gone, or no byte is left.</returns>
    public static IReadOnlyDictionary<DeckPicture, EncodedPicture?> Encode(DeckContent content, DeckPictureDecoder decode, long bytes, CancellationToken cancellationToken)
    {
        Dictionary<DeckPicture, EncodedPicture?> encoded = new(ReferenceEqualityComparer.Instance);
        (DeckPicture Picture, int LongSide)[] all =
        [
            .. content.Slides.OfType<PicturesSlide>().SelectMany(s => s.Pictures.Select(p => (p, s.Pictures.Count <= 2 ? LongSide : LongSideOfMany))),
        ];
        foreach ((int i, (DeckPicture picture, int longSide)) in all.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            EncodedPicture? one = Encode(picture, decode, longSide, bytes / (all.Length - i));
            bytes -= one?.Jpeg.Length ?? 0;
            encoded[picture] = one;
        }

        return encoded;
    }

    private static EncodedPicture? Encode(DeckPicture picture, DeckPictureDecoder decode, int longSide, long bytes)
    {
        using Mat? original = TryDecode(picture, decode, longSide);
        if (original is null || original.Empty())
        {
            return null;
        }

        for (double side = longSide; side >= ShortestLongSide; side *= 0.8)
        {
            double scale = Math.Min(1, side / Math.Max(original.Width, original.Height));
            Size size = new(Math.Max(1, Math.Round(original.Width * scale)), Math.Max(1, Math.Round(original.Height * scale)));
            using Mat small = original.Resize(size, 0, 0, InterpolationFlags.Area);
            Cv2.ImEncode(".jpg", small, out byte[] jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
            if (jpeg.Length <= bytes)
            {
                return new EncodedPicture(jpeg, small.Width, small.Height);
            }
        }

        return null;
    }

    private static Mat? TryDecode(DeckPicture picture, DeckPictureDecoder decode, int longSide)
    {
        try
        {
            return picture.Width > 0 && picture.Height > 0 ? decode(picture, longSide) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OpenCVException or OpenCvSharpException)
        {
            return null; // the file changed since it was analysed: a placeholder is shown
        }
    }
}
