namespace ImageAnalytics.Inference.Cards;

/// <summary>Where a file is published: a path in a public repository at one commit.</summary>
/// <param name="Repository">Owner and name, such as <c>opencv/opencv_zoo</c>.</param>
/// <param name="Commit">40 hexadecimal digits.</param>
/// <param name="Path">Path inside the repository, with <c>/</c>.</param>
/// <param name="Lfs">Whether the repository keeps it in Git LFS, so that another server hands it out.</param>
public sealed record FileSource(string Repository, string Commit, string Path, bool Lfs = false)
{
    /// <summary>The path under a server that hands out raw files: repository, commit and path, each part escaped.</summary>
    public string RelativeUrl => string.Join('/', $"{Repository}/{Commit}/{Path}".Split('/').Select(Uri.EscapeDataString));
}
