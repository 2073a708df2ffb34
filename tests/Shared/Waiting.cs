namespace ImageAnalytics.Testing;

/// <summary>Waiting for what another process does.</summary>
internal static class Waiting
{
    /// <summary>Far more than anything here takes on a slow machine: what hangs fails its test instead of hanging it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
}
