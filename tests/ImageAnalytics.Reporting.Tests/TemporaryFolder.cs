namespace ImageAnalytics.Reporting.Tests;

/// <summary>A folder of its own for one test; kept when IMAGEANALYTICS_KEEP is set, to look at what was written.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private static readonly bool s_keep = Environment.GetEnvironmentVariable("IMAGEANALYTICS_KEEP") is { Length: > 0 };

    public string Root { get; } = Directory.CreateTempSubdirectory("imageanalytics-report-").FullName;

    public string this[string name] => System.IO.Path.Combine(Root, name);

    public void Dispose()
    {
        if (s_keep)
        {
            TestContext.Current.SendDiagnosticMessage("Kept {0}", Root);
            return;
        }

        Directory.Delete(Root, recursive: true);
    }
}
