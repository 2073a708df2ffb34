using ImageAnalytics.Dashboard.Hosting;

namespace ImageAnalytics.Dashboard.Installed;

/// <summary>Looks at plugins and models once for all who ask within a minute: their files are hashed.</summary>
internal sealed class InstalledCatalog(IInstalledParts parts, TimeProvider clock)
{
    private static readonly TimeSpan s_freshFor = TimeSpan.FromMinutes(1), s_patience = TimeSpan.FromSeconds(20);

    private readonly SharedReading<(IReadOnlyList<InstalledPlugin>, IReadOnlyList<InstalledNetwork>)> _parts = new(_ => Task.FromResult((parts.Plugins(), parts.Models())), s_freshFor, clock);

    /// <summary>Plugins and models.</summary>
    /// <exception cref="TimeoutException">A folder does not answer.</exception>
    public Task<(IReadOnlyList<InstalledPlugin> Plugins, IReadOnlyList<InstalledNetwork> Models)> ReadAsync(CancellationToken cancellationToken) => _parts.GetAsync(s_patience, cancellationToken);
}
