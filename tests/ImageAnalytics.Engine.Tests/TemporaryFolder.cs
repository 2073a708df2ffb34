namespace ImageAnalytics.Engine.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("imageanalytics-test-").FullName;

    public string Write(string relative, ReadOnlySpan<byte> bytes = default)
    {
        string path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    // Not Directory.Delete: it cannot remove names that are no UTF-8.
    public void Dispose()
    {
        using System.Diagnostics.Process remove = System.Diagnostics.Process.Start("rm", ["-rf", "--", Path]);
        remove.WaitForExit();
    }
}
