namespace ImageAnalytics.Reporting.Decks;

/// <summary>The pictures of a deck as a page holds them.</summary>
public sealed class SlidePictures
{
    private readonly IReadOnlyDictionary<DeckPicture, EncodedPicture?> _encoded;

    internal SlidePictures(IReadOnlyDictionary<DeckPicture, EncodedPicture?> encoded) => _encoded = encoded;

    /// <summary>The address of a picture, which holds its content; null where there is none.</summary>
    public string? Address(DeckPicture picture)
        => _encoded.GetValueOrDefault(picture) is { } encoded ? "data:image/jpeg;base64," + Convert.ToBase64String(encoded.Jpeg) : null;
}
