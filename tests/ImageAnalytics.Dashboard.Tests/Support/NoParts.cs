using ImageAnalytics.Dashboard.Installed;

namespace ImageAnalytics.Dashboard.Tests.Support;

/// <summary>A machine with one plugin and one model.</summary>
internal sealed class NoParts : IInstalledParts
{
    public IReadOnlyList<InstalledPlugin> Plugins() => [new InstalledPlugin("shapes", "1.2.3", "detection", new string('a', 64), "It wants <script>alert(1)</script>.")];

    public IReadOnlyList<InstalledNetwork> Models() => [new InstalledNetwork("tiny", "2", "classification", "MIT", [("tiny.onnx", new string('b', 64))], null)];
}
