using ImageAnalytics.Sdk;

namespace PaintPlugin;

public sealed class Plugin : IModelPlugin
{
    public Type OptionsType => typeof(PaintOptions);

    public IAnalyzer Open(AnalyzerContext context) => new PaintAnalyzer(context.ReadOptions<PaintOptions>());
}
