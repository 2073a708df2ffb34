using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>Reads where the dashboard listens and who may use it. What others could reach without a secret and TLS is a problem.</summary>
internal static class DashboardReader
{
    private const int MaxPort = 65_535, MaxSecretBytes = 8192;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private static readonly string[] s_keys = ["enabled", "address", "port", "hosts", "secretFile", "certificate", "certificateKey", "trustedProxies"];

    /// <summary>Reads it, and notes what is wrong.</summary>
    public static DashboardSettings Read(SettingsMap file, string folder)
    {
        // In any case, so that nothing that is started inherits it.
        _ = DashboardSecret.FromEnvironment;
        if (file.Map("dashboard", s_keys) is not { } map)
        {
            return new DashboardSettings { Secret = Environmental(file, "dashboard") };
        }

        if (!map.Flag("enabled", true))
        {
            return new DashboardSettings { Enabled = false };
        }

        int before = map.ProblemCount;
        string? certificate = Existing(map, "certificate", folder, "a PEM file with the certificate and those that signed it");
        DashboardSettings settings = new()
        {
            Address = Address(map),
            Port = map.Count("port", MaxPort) ?? DashboardSettings.DefaultPort,
            Hosts = Hosts(map),
            Secret = Secret(map, folder),
            CertificateFile = certificate,
            KeyFile = Existing(map, "certificateKey", folder, "a PEM file with the private key of the certificate"),
            TrustedProxies = Proxies(map),
        };
        if (map.ProblemCount == before)
        {
            Judge(map, settings);
        }

        return settings;
    }

    private static void Judge(SettingsMap map, DashboardSettings settings)
    {
        if (settings.CertificateFile is { } certificate)
        {
            try
            {
                using X509Certificate2 read = X509Certificate2.CreateFromPemFile(certificate, settings.KeyFile);
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                map.Problem("certificate", $"expected a certificate in PEM with its private key, in the same file or in the one that 'certificateKey' names; '{ShownText.Of(certificate)}' cannot be used: {ShownText.Of(e.Message, 200)}");
            }
        }
        else if (settings.KeyFile is not null)
        {
            map.Problem("certificateKey", "expected a 'certificate' that it belongs to; found none.");
        }

        if (IPAddress.IsLoopback(settings.Address) && settings.Hosts.Count == 0 && settings.TrustedProxies.Count == 0)
        {
            return;
        }

        string reason = !IPAddress.IsLoopback(settings.Address) ? $"other machines reach {settings.Address}"
            : settings.Hosts.Count > 0 ? $"'{ShownText.Of(settings.Hosts[0], 100)}' is a name that other machines know"
            : $"other machines reach it through the proxy {settings.TrustedProxies[0]}";
        if (settings.Secret is null)
        {
            map.Problem("secretFile", $"{reason}, so people must show a secret: expected a file of mode 0600 that holds one, or the variable {DashboardSecret.VariableName}; found neither. 'openssl rand -hex 32' makes one.");
        }

        if (settings.CertificateFile is null && settings.TrustedProxies.Count == 0)
        {
            map.Problem("certificate", $"{reason}, so nothing may travel unencrypted: expected a 'certificate', or in 'trustedProxies' the addresses of proxies that speak TLS for it; found neither.");
        }
    }

    private static IPAddress Address(SettingsMap map)
    {
        const string Expected = "an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them";
        if (map.Text("address", Expected, isRequired: false) is not { } text)
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            return address;
        }

        map.Problem("address", $"expected {Expected}; found '{ShownText.Of(text, 100)}'.");
        return IPAddress.Loopback;
    }

    private static List<string> Hosts(SettingsMap map)
    {
        List<string> hosts = [];
        foreach ((string key, string text) in map.Has("hosts") ? map.Texts("hosts", "a host name without port, such as scans.example.org") : [])
        {
            if (Uri.CheckHostName(text) == UriHostNameType.Unknown || text.Contains('*', StringComparison.Ordinal))
            {
                map.Problem(key, $"expected a host name without port, such as scans.example.org; found '{ShownText.Of(text, 100)}'.");
            }

            hosts.Add(text);
        }

        return hosts;
    }

    private static List<IPAddress> Proxies(SettingsMap map)
    {
        List<IPAddress> proxies = [];
        foreach ((string key, string text) in map.Has("trustedProxies") ? map.Texts("trustedProxies", "the IP address of a proxy") : [])
        {
            if (IPAddress.TryParse(text, out IPAddress? address))
            {
                proxies.Add(address);
            }
            else
            {
                map.Problem(key, $"expected the IP address of a proxy; found '{ShownText.Of(text, 100)}'.");
            }
        }

        return proxies;
    }

    private static string? Existing(SettingsMap map, string key, string folder, string expected)
    {
        if (map.Text(key, expected, isRequired: false) is not { } text)
        {
            return null;
        }

        string full = Path.GetFullPath(text, folder);
        if (!File.Exists(full))
        {
            map.Problem(key, $"expected {expected}; '{ShownText.Of(full)}' does not exist, or this user may not look there.");
        }

        return full;
    }

    private static DashboardSecret? Secret(SettingsMap map, string folder)
    {
        const string Expected = "a file of mode 0600 that holds the secret";
        int before = map.ProblemCount;
        if (Existing(map, "secretFile", folder, Expected) is not { } path || map.ProblemCount > before)
        {
            return Environmental(map, "secretFile");
        }

        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                map.Problem("secretFile", $"expected {Expected}; '{ShownText.Of(path)}' can be used by others than its owner. Run: chmod 600 '{ShownText.Of(path)}'");
                return null;
            }

            if (new FileInfo(path).Length > MaxSecretBytes)
            {
                map.Problem("secretFile", FormattableString.Invariant($"expected a secret of at most {DashboardSecret.MaxLength} characters; '{ShownText.Of(path)}' is larger."));
                return null;
            }

            return Checked(map, "secretFile", File.ReadAllText(path).TrimEnd('\n', '\r'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            map.Problem("secretFile", $"expected {Expected}; '{ShownText.Of(path)}' cannot be read: {ShownText.Of(e.Message, 200)}");
            return null;
        }
    }

    private static DashboardSecret? Environmental(SettingsMap map, string key)
        => DashboardSecret.FromEnvironment is { } secret ? Checked(map, key, secret) : null;

    private static DashboardSecret? Checked(SettingsMap map, string key, string secret)
    {
        if (secret.Length is >= DashboardSecret.MinLength and <= DashboardSecret.MaxLength && !ShownText.HoldsControl(secret))
        {
            return new DashboardSecret(secret);
        }

        map.Problem(key, FormattableString.Invariant($"expected a secret of {DashboardSecret.MinLength} to {DashboardSecret.MaxLength} characters in one line; found one of {secret.Length}. 'openssl rand -hex 32' makes one."));
        return null;
    }
}
