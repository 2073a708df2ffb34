using ImageAnalytics.Imaging.Preparation;
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

        ModelRunner runner = ModelRunner.Open(model, InputOf(model, options, context.StepId), context.Threads, context.Accelerator);
        if (runner.Labels.Count > 1)
        {
            int count = runner.Labels.Count;
            runner.Dispose();
            throw new PluginException($"Step '{context.StepId}' cannot use model '{model.Name}': its card has {count} labels; expected one, the name of its style, or none.");
        }

        return new StyleAnalyzer(runner, new PictureReader((IPictureDecoder)runner.Decoder), new PictureEncoder(options), runner.Labels.Count == 1 ? runner.Labels[0] : model.Name);
    }

    private static InputSpec InputOf(InstalledModel model, StyleOptions options, string step)
    {
        InputSpec input = model.Card.Input;
        PreparationSpec own = input.Preparation;
        if (options.ShorterSide is not { } side)
        {
            return input;
        }

        if (own.Mode != ResizeMode.ShorterSide)
        {
            throw new PluginException($"Step '{step}' cannot paint with model '{model.Name}' at a shorter side of {side} pixels: the model takes pictures of {own.Width}x{own.Height} only. Leave 'shorterSide' out, or use a model whose card says 'resize: shorter-side'.");
        }

        // Long pictures stay as long as the model has them, compared with their shorter side.
        int longest = (int)Math.Round((double)own.LongerSideMax * side / own.ShorterSide);
        return input with { Preparation = own with { ShorterSide = side, LongerSideMax = longest } };
    }
}
