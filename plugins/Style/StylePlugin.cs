using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Style;

/// <summary>Paints a picture or region in the style that a feed-forward network was trained for.</summary>
public sealed class StylePlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(StyleOptions);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        StyleOptions options = context.ReadOptions<StyleOptions>();
        InstalledModel model = InstalledModel.Load(context.ModelFolder());
        if (model.Task != ModelTasks.StyleTransfer)
        {
            throw new PluginException($"Step '{context.StepId}' cannot use model '{model.Name}': its task is {model.Task}, but the plugin style needs {ModelTasks.StyleTransfer}.");
        }

        ModelRunner runner = ModelRunner.Open(model, context.Threads, context.Accelerator);
        if (runner.Labels.Count > 1)
        {
            int count = runner.Labels.Count;
            runner.Dispose();
            throw new PluginException($"Step '{context.StepId}' cannot use model '{model.Name}': its card has {count} labels; expected one, the name of its style, or none.");
        }

        return new StyleAnalyzer(runner, new PictureReader((IPictureDecoder)runner.Decoder), new PictureEncoder(options), runner.Labels.Count == 1 ? runner.Labels[0] : model.Name);
    }
}
