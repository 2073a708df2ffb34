namespace ImageAnalytics.Faces;

/// <summary>What came of a photo.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Enrolled">Whether its face is in the gallery now.</param>
/// <param name="Message">What happened, in a whole sentence that names the photo.</param>
public sealed record PhotoOutcome(PersonPhoto Photo, bool Enrolled, string Message);
