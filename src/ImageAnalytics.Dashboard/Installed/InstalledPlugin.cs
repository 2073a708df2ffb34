namespace ImageAnalytics.Dashboard.Installed;

/// <summary>A plugin that was found. All texts are its own: hostile.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Tasks">What it does.</param>
/// <param name="Hash">SHA-256 of its files; null when they cannot be read.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
public sealed record InstalledPlugin(string Id, string Version, string Tasks, string? Hash, string? Problem);
