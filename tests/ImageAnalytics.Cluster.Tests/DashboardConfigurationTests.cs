using System.Net;
using ImageAnalytics.Cluster.Configuration;

namespace ImageAnalytics.Cluster.Tests;

/// <summary>Where the dashboard may listen, and what that takes.</summary>
public sealed class DashboardConfigurationTests : IDisposable
{
    private const string Secret = "correct-horse-battery-staple";
    private readonly Workspace _workspace = new();

    public DashboardConfigurationTests() => Directory.CreateDirectory(_workspace["in"]);

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(", \"dashboard\": {}")]
    [InlineData(", \"dashboard\": { \"address\": \"::1\", \"port\": 9000 }")]
    public void Loopback_NeedsNoSecret(string dashboard)
    {
        ServeConfiguration configuration = Read(dashboard).Configuration!;
        Assert.True(IPAddress.IsLoopback(configuration.Dashboard.Address));
        Assert.True(configuration.Dashboard.Enabled);
        Assert.Null(configuration.Dashboard.Secret);
    }

    [Theory]
    [InlineData("\"address\": \"0.0.0.0\"", "dashboard.secretFile: other machines reach 0.0.0.0", "dashboard.certificate: other machines reach 0.0.0.0")]
    [InlineData("\"address\": \"10.0.0.1\", \"trustedProxies\": [\"10.0.0.2\"]", "dashboard.secretFile: ")]
    [InlineData("\"address\": \"::\", \"secretFile\": \"secret\"", "dashboard.certificate: ")]
    [InlineData("\"hosts\": [\"scans.example.org\"]", "dashboard.secretFile: 'scans.example.org' is a name", "dashboard.certificate: ")]
    [InlineData("\"trustedProxies\": [\"127.0.0.1\"]", "dashboard.secretFile: other machines reach it through the proxy 127.0.0.1, so people must show a secret")]
    [InlineData("\"port\": 70000, \"address\": \"here\", \"hosts\": [\"http://a\", \"*\"], \"trustedProxies\": [\"proxy\"], \"certificate\": \"none.pem\", \"secret\": \"x\"",
        "dashboard.port: ", "dashboard.address: ", "dashboard.hosts[0]: ", "dashboard.hosts[1]: ", "dashboard.trustedProxies[0]: ", "dashboard.certificate: ", "dashboard.secret: this key is not known")]
    [InlineData("\"secretFile\": \"short\"", "found one of 5.")]
    [InlineData("\"secretFile\": \"open\"", "chmod 600")]
    [InlineData("\"secretFile\": \"none\"", "does not exist")]
    [InlineData("\"certificate\": \"secret\", \"secretFile\": \"secret\"", "dashboard.certificate: expected a certificate in PEM")]
    [InlineData("\"certificateKey\": \"secret\"", "dashboard.certificateKey: expected a 'certificate'")]
    public void Open_IsRefusedWithEveryReason(string dashboard, params string[] problems)
    {
        Write("secret", Secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write("short", "short", UnixFileMode.UserRead);
        Write("open", Secret, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        ConfigurationReading reading = Read($", \"dashboard\": {{ {dashboard} }}");
        Assert.Null(reading.Configuration);
        Assert.All(problems, p => Assert.Contains(reading.Problems, f => f.Contains(p, StringComparison.Ordinal)));
        Assert.True(problems.Length == reading.Problems.Count, string.Join('\n', reading.Problems));
        Assert.DoesNotContain(reading.Problems, p => p.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void SecretAndProxy_MayBeReachedByOthers()
    {
        Write("secret", Secret + "\n", UnixFileMode.UserRead);
        DashboardSettings settings = Read(", \"dashboard\": { \"address\": \"0.0.0.0\", \"secretFile\": \"secret\", \"trustedProxies\": [\"10.0.0.2\"] }").Configuration!.Dashboard;
        Assert.True(settings.Secret!.Matches(Secret));
        Assert.False(settings.Secret.Matches(Secret + "\n"));
        Assert.DoesNotContain(Secret, settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Off_NeedsNothing()
        => Assert.False(Read(", \"dashboard\": { \"enabled\": false, \"address\": \"0.0.0.0\" }").Configuration!.Dashboard.Enabled);

    private ConfigurationReading Read(string more) => ConfigurationReader.Read(
        _workspace.Write("serve.json", $$"""{ "schedules": [ { "name": "yard", "pipeline": "demo", "inputs": ["in"], "output": "out", "cron": "0 3 * * *" } ]{{more}} }"""), _ => []);

    private void Write(string name, string text, UnixFileMode mode) => File.SetUnixFileMode(_workspace.Write(name, text), mode);
}
