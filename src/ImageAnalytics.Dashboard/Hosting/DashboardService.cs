using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ImageAnalytics.Cluster.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Dashboard.Hosting;

/// <summary>Keeps the dashboard up. Where its address cannot be had, schedules run without it until it can.</summary>
internal sealed class DashboardService(IServiceProvider services, DashboardSettings settings, TimeProvider clock, ILogger<DashboardService> log) : BackgroundService
{
    private static readonly TimeSpan s_tryAgain = TimeSpan.FromSeconds(30), s_stopping = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        string address = new UriBuilder(settings.CertificateFile is null ? "http" : "https", Shown(settings.Address), settings.Port).Uri.ToString();
        while (true)
        {
            WebApplication application = DashboardApplication.Build(services, settings, clock);
            await using (application.ConfigureAwait(false))
            {
                try
                {
                    await application.StartAsync(stoppingToken).ConfigureAwait(false);
                    log.Listening(address);
                    await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException or CryptographicException)
                {
                    // Also an address that this machine has only later, or a port that it may not have: nights go on.
                    log.NotListening(address, $"{(e.InnerException?.Message ?? e.Message).TrimEnd('.')}.", (int)s_tryAgain.TotalSeconds);
                }
                catch (OperationCanceledException)
                {
                    using CancellationTokenSource patience = new(s_stopping);
                    await application.StopAsync(patience.Token).ConfigureAwait(false);
                    return;
                }
            }

            await Task.Delay(s_tryAgain, clock, stoppingToken).ConfigureAwait(false);
        }
    }

    private static string Shown(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
