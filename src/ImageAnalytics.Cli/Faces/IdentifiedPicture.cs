namespace ImageAnalytics.Cli.Faces;

/// <summary>Who is on a picture.</summary>
/// <param name="Picture">The file as given.</param>
/// <param name="Problem">Why it was not looked at; null when it was.</param>
/// <param name="Faces">Its faces, most confident first.</param>
internal sealed record IdentifiedPicture(string Picture, string? Problem, IReadOnlyList<IdentifiedFace> Faces);
