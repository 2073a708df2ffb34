using ImageAnalytics.Sdk;

namespace HelloPlugin;

/// <summary>The one class that the host looks for.</summary>
public sealed class Plugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(HelloOptions);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new HelloAnalyzer(context.ReadOptions<HelloOptions>());
    }
}
