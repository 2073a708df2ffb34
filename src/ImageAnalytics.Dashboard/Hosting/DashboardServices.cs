using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Dashboard.Installed;
using Microsoft.Extensions.DependencyInjection;

namespace ImageAnalytics.Dashboard;

/// <summary>Adds the dashboard to what <c>serve</c> hosts.</summary>
public static class DashboardServices
{
    /// <summary>Adds it, unless the configuration switches it off.</summary>
    /// <param name="services">Those of the service's host.</param>
    /// <param name="settings">Where it listens and who may use it.</param>
    /// <param name="parts">What is installed on this machine.</param>
    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardSettings settings, IInstalledParts parts)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(parts);
        if (settings.Enabled)
        {
            services.AddSingleton(settings);
            services.AddSingleton(parts);
            services.AddHostedService<Hosting.DashboardService>();
        }

        return services;
    }
}
