namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>What became of the installation of one model.</summary>
/// <param name="Model">Its name.</param>
/// <param name="State">What became of it.</param>
/// <param name="Folder">Where it is; null when it is not installed.</param>
/// <param name="Messages">What is missing or failed: whole sentences.</param>
public sealed record InstallResult(string Model, InstallState State, string? Folder, IReadOnlyList<string> Messages);
