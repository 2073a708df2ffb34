using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.MaskRcnn;

/// <summary>To be written.</summary>
public sealed class MaskRcnnPlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(object);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context) => throw new PluginException("Not written yet.");
}
