namespace ImageAnalytics.Dashboard.Installed;

/// <summary>Plugins and models of this machine. Runs none of their code.</summary>
public interface IInstalledParts
{
    /// <summary>The plugins that were found, also those that cannot be used.</summary>
    IReadOnlyList<InstalledPlugin> Plugins();

    /// <summary>The models that were found, also those that cannot be used.</summary>
    IReadOnlyList<InstalledNetwork> Models();
}
