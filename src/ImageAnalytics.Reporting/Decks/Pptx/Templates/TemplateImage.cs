namespace ImageAnalytics.Reporting.Decks;

/// <summary>A picture of a design.</summary>
/// <param name="Id">The relationship by which its part names it.</param>
/// <param name="ContentType">What it is, such as <c>image/png</c>.</param>
/// <param name="Bytes">The file.</param>
internal sealed record TemplateImage(string Id, string ContentType, byte[] Bytes);
