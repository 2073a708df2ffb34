using ImageAnalytics.Sdk;

namespace ShapesPlugin;

public sealed class Plugin : IModelPlugin
{
    public Type OptionsType => typeof(ShapesOptions);

    public IAnalyzer Open(AnalyzerContext context) => new ShapesAnalyzer(context.ReadOptions<ShapesOptions>());
}
