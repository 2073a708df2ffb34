using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageAnalytics.Cluster.Configuration;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Dashboard.Hosting;

/// <summary>The certificate of the configuration, read again when its file was replaced: certificates are renewed while the service runs. Thread-safe.</summary>
internal sealed class ServerCertificate(DashboardSettings settings, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _current;
    private DateTime _changed;
    private long _looked;

    /// <summary>The certificate that holds, with those that signed it, which clients are sent as well.</summary>
    /// <exception cref="CryptographicException">It was never readable.</exception>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_current is null || clock.GetElapsedTime(_looked) > s_lookEvery)
                {
                    _looked = clock.GetTimestamp();
                    Look();
                }

                return _current!;
            }
        }
    }

    private void Look()
    {
        try
        {
            DateTime changed = File.GetLastWriteTimeUtc(settings.CertificateFile!);
            if (_current is null || changed != _changed)
            {
                X509Certificate2Collection all = [];
                all.ImportFromPemFile(settings.CertificateFile!);
                X509Certificate2 own = X509Certificate2.CreateFromPemFile(settings.CertificateFile!, settings.KeyFile);

                // Offline: those that signed it are in the file, and nothing is fetched.
                _current = SslStreamCertificateContext.Create(own, [.. all.Skip(1)], offline: true);
                _changed = changed;
            }
        }
        catch (Exception e) when (_current is not null && e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            log.CertificateKept(settings.CertificateFile!, e.Message);
        }
    }
}
