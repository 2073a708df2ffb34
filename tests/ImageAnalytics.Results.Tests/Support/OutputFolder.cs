namespace ImageAnalytics.Results.Tests.Support;

/// <summary>An output folder that goes away with the test.</summary>
internal sealed class OutputFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("results-test-").FullName;

    public string Segments => System.IO.Path.Combine(Path, "store", "segments");

    public string KnownFiles => System.IO.Path.Combine(Path, "store", "files");

    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
