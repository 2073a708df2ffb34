namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>How far an installation is.</summary>
/// <param name="Model">The model.</param>
/// <param name="File">The file.</param>
/// <param name="Done">Bytes there are.</param>
/// <param name="Bytes">Bytes the file has.</param>
public sealed record InstallProgress(string Model, string File, long Done, long Bytes);
