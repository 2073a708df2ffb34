namespace ImageAnalytics.Dashboard.Installed;

/// <summary>A model that was found. All texts are its own: hostile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Task">What it does.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Files">Its files, each with the SHA-256 that its card tells; compared when a run opens it.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
public sealed record InstalledNetwork(string Name, string Version, string Task, string Licence, IReadOnlyList<(string File, string Hash)> Files, string? Problem);
