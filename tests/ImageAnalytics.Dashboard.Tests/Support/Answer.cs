using System.Net;

namespace ImageAnalytics.Dashboard.Tests.Support;

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Where it leads to; null when nowhere.</summary>
    public string? Location => Headers.GetValueOrDefault("Location");

    /// <summary>The cookies that it gives, as a browser sends them back; null when none.</summary>
    public string? Cookie => Headers.TryGetValue("Set-Cookie", out string? set) ? string.Join("; ", set.Split('\n').Select(c => c.Split(';', 2)[0])) : null;
}
