using System.Net.Security;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Dashboard.Actions;
using ImageAnalytics.Dashboard.Installed;
using ImageAnalytics.Dashboard.Pages;
using ImageAnalytics.Dashboard.Results;
using ImageAnalytics.Dashboard.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Dashboard.Hosting;

/// <summary>Puts the dashboard's own web application together. It reads no configuration but what it is given, and writes nothing to the disk.</summary>
internal static class DashboardApplication
{
    private const int MaxConnections = 256, MaxBodyBytes = 16 << 10, MaxHeaderBytes = 16 << 10, MaxHeaders = 60;
    private static readonly TimeSpan s_headers = TimeSpan.FromSeconds(5), s_keepAlive = TimeSpan.FromSeconds(30), s_session = TimeSpan.FromHours(12);

    /// <summary>Puts it together. Nothing listens before it is started.</summary>
    /// <param name="outer">The services of <c>serve</c>.</param>
    /// <param name="settings">Where it listens and who may use it.</param>
    /// <param name="clock">Tells the time.</param>
    public static WebApplication Build(IServiceProvider outer, DashboardSettings settings, TimeProvider clock)
    {
        ILoggerFactory logs = outer.GetRequiredService<ILoggerFactory>();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "dashboard", ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<ILoggerFactory>(new DashboardLogs(logs));
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(outer.GetRequiredService<RunBoard>());
        builder.Services.AddSingleton(outer.GetRequiredService<ServeControl>());
        builder.Services.AddSingleton(outer.GetRequiredService<INodeView>());
        builder.Services.AddSingleton(outer.GetRequiredService<IInstalledParts>());
        builder.Services.AddSingleton<OutputFolders>();
        builder.Services.AddSingleton<RunCatalog>();
        builder.Services.AddSingleton<FinishedRuns>();
        builder.Services.AddSingleton<RunFiles>();
        builder.Services.AddSingleton<TrendPictures>();
        builder.Services.AddSingleton<InstalledCatalog>();
        builder.Services.AddSingleton<PageView>();
        builder.Services.AddSingleton<GuessLimit>();
        builder.Services.AddSingleton<SecretGate>();
        AddProtection(builder.Services, settings);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => Listen(o, settings, clock, logs));
        builder.WebHost.UseKestrelHttpsConfiguration();
        WebApplication application = builder.Build();
        Order(application, settings);
        return application;
    }

    // Keys live as long as the process: after a restart people log in again, and nothing is written to anybody's home.
    private static void AddProtection(IServiceCollection services, DashboardSettings settings)
    {
        services.AddRoutingCore();
        services.AddRateLimiter(FloodLimits.Configure);
        services.AddHostFiltering(o =>
        {
            o.AllowedHosts = [.. Names(settings)];
            o.AllowEmptyHosts = false;
            o.IncludeFailureMessage = false;
        });
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "imageanalytics-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.HttpOnly = true;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(SecretGate.Scheme).AddCookie(SecretGate.Scheme, o =>
        {
            o.Cookie.Name = SecretGate.CookieName;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.HttpOnly = true;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = s_session;
            o.SlidingExpiration = true;
        });
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            foreach (System.Net.IPAddress proxy in settings.TrustedProxies)
            {
                o.KnownProxies.Add(proxy);
            }
        });
    }

    private static IEnumerable<string> Names(DashboardSettings settings)
    {
        string address = settings.Address.ToString();
        return ["localhost", "127.0.0.1", "[::1]", address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address, .. settings.Hosts];
    }

    private static void Listen(KestrelServerOptions options, DashboardSettings settings, TimeProvider clock, ILoggerFactory logs)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = MaxConnections;
        options.Limits.MaxConcurrentUpgradedConnections = 0;
        options.Limits.MaxRequestBodySize = MaxBodyBytes;
        options.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        options.Limits.MaxRequestHeaderCount = MaxHeaders;
        options.Limits.RequestHeadersTimeout = s_headers;
        options.Limits.KeepAliveTimeout = s_keepAlive;
        options.Listen(settings.Address, settings.Port, listen =>
        {
            if (settings.CertificateFile is not null)
            {
                ServerCertificate certificate = new(settings, clock, logs.CreateLogger<ServerCertificate>());
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }) });
            }
        });
    }

    // From the outside to the inside: what costs least is asked first.
    private static void Order(WebApplication application, DashboardSettings settings)
    {
        SecretGate gate = application.Services.GetRequiredService<SecretGate>();
        application.Use(SecurityHeaders.SetAsync);
        application.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.TellAsync, SuppressDiagnosticsCallback = c => c.Exception is Microsoft.AspNetCore.Http.BadHttpRequestException or TimeoutException });
        if (settings.TrustedProxies.Count > 0)
        {
            application.UseForwardedHeaders();
        }

        application.UseHostFiltering();
        application.UseRateLimiter();
        application.Use(RequestRules.RequireTlsAsync);
        application.Use(RequestRules.RefuseOtherSitesAsync);
        application.Use(gate.PassAsync);
        application.UseRouting();
        PageEndpoints.Map(application);
        RunEndpoints.Map(application);
        FileEndpoints.Map(application);
        ActionEndpoints.Map(application);
        LoginEndpoints.Map(application);
        HealthEndpoints.Map(application, application.Services.GetRequiredService<ServeControl>(), application.Services.GetRequiredService<TimeProvider>());
    }
}
