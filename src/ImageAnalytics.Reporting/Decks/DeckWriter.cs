namespace ImageAnalytics.Reporting.Decks;

/// <summary>Writes a deck: <c>slides.html</c>, <c>summary.pptx</c>, or both from the same content.</summary>
public static class DeckWriter
{
    /// <summary>The files' names in the report's folder.</summary>
    public const string SlidesName = "slides.html", PresentationName = "summary.pptx";

    // What texts, charts and packaging take at most; pictures in a page are a third longer than as files.
    private const long Reserve = 1_500_000;
    private const double PictureShare = 0.74;

    /// <summary>Writes the files.</summary>
    /// <param name="content">What to show.</param>
    /// <param name="folder">The report's folder; made when it does not exist.</param>
    /// <param name="slides">Whether to write <c>slides.html</c>.</param>
    /// <param name="presentation">Whether to write <c>summary.pptx</c>.</param>
    /// <param name="maxMegabytes">How large each file may be.</param>
    /// <param name="template">The design of the presentation; the one built in when null.</param>
    /// <param name="decode">Decodes pictures.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <remarks>Equal arguments and pictures give byte-equal files.</remarks>
    public static async Task WriteAsync(
        DeckContent content, string folder, bool slides, bool presentation, int maxMegabytes, DeckTemplate? template, DeckPictureDecoder decode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(decode);
        Directory.CreateDirectory(folder);
        DeckTemplate design = template ?? BuiltInTemplate.Instance;
        long bytes = Math.Max(0, (long)(((maxMegabytes * 1_000_000L) - Reserve - design.Bytes) * PictureShare));
        IReadOnlyDictionary<DeckPicture, EncodedPicture?> pictures = PictureEncoder.Encode(content, decode, bytes, cancellationToken);
        if (slides)
        {
            string html = await SlidesWriter.WriteAsync(content, pictures).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, SlidesName), html, cancellationToken).ConfigureAwait(false);
        }

        if (presentation)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, PresentationName), PptxWriter.Write(content, pictures, design), cancellationToken).ConfigureAwait(false);
        }
    }
}
