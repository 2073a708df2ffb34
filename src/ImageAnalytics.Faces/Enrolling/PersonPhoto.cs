namespace ImageAnalytics.Faces;

/// <summary>A photo of a person, to be enrolled.</summary>
/// <param name="Person">Who is on it.</param>
/// <param name="Name">What messages call it: its path in the folder of people.</param>
/// <param name="Path">Where it is, absolute.</param>
public sealed record PersonPhoto(string Person, string Name, string Path);
