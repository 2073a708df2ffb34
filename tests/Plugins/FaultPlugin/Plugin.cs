using ImageAnalytics.Sdk;

namespace FaultPlugin;

public sealed class Plugin : IModelPlugin
{
    public Type OptionsType => typeof(FaultOptions);

    public IAnalyzer Open(AnalyzerContext context)
    {
        FaultOptions options = context.ReadOptions<FaultOptions>();
        if (options.ThrowAtOpen)
        {
            throw new InvalidOperationException("There is no network.");
        }

        if (options.AbortAtExit)
        {
            ProcessFaults.AbortAtExit();
        }

        return options.RefuseToOpen ? throw new PluginException(["The first problem.", "The second problem."]) : new FaultAnalyzer(options);
    }
}
