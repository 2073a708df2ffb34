using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Style;

/// <summary>To be written.</summary>
public sealed class StylePlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(object);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context) => throw new PluginException("Not written yet.");
}
