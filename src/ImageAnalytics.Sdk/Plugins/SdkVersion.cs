namespace ImageAnalytics.Sdk;

/// <summary>The version of this contract, and the rule who can host whom.</summary>
public static class SdkVersion
{
    /// <summary>The version that this host offers.</summary>
    public static Version Current { get; } = new(1, 1);

    /// <summary>Whether a host can run a plugin: same major version, and the plugin's minor version not newer.</summary>
    public static bool CanHost(Version host, Version plugin)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Major == host.Major && plugin.Minor <= host.Minor;
    }
}
