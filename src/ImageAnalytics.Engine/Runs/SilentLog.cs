using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Runs;

/// <summary>Drops what plugins say while nothing runs yet.</summary>
internal sealed class SilentLog : IAnalyzerLog
{
    public static SilentLog Instance { get; } = new();

    public void Warn(string message)
    {
    }
}
