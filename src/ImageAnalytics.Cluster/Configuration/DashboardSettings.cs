using System.Globalization;
using System.Net;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>Where the dashboard listens and who may use it.</summary>
public sealed record DashboardSettings
{
    /// <summary>The port when the configuration names none.</summary>
    public const int DefaultPort = 8484;

    /// <summary>Whether there is a dashboard.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The address that it listens at.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Names, besides those of this machine to itself, by which browsers may ask for it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>What people must know to use it; null on a loopback address, where everybody on this machine may.</summary>
    public DashboardSecret? Secret { get; init; }

    /// <summary>The certificate for TLS, PEM; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key, PEM; null where it is in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Proxies that are believed what they say of a request: whose it is, and that it came by TLS.</summary>
    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>Changes when anything of it does.</summary>
    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture,
        $"{Enabled} {Address} {Port} {string.Join(',', Hosts)} {Secret?.Fingerprint} {CertificateFile} {KeyFile} {string.Join(',', TrustedProxies)}");
}
