using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.RegionProposalDetector;

/// <summary>To be written.</summary>
public sealed class RegionProposalDetectorPlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(object);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context) => throw new PluginException("Not written yet.");
}
