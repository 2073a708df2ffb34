using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.SingleShotDetector;

/// <summary>Finds objects with a network that names all boxes in one step.</summary>
public sealed class SingleShotDetectorPlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(DetectionOptions);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        DetectionOptions options = context.ReadOptions<DetectionOptions>();
        InstalledModel model = InstalledModel.Load(context.ModelFolder());
        if (model.Task != ModelTasks.Detection)
        {
            throw new PluginException($"Step '{context.StepId}' cannot use model '{model.Name}': its task is {model.Task}, but the plugin single-shot-detector needs {ModelTasks.Detection}.");
        }

        if (model.Card.Output.Parameters is TwoStageParameters)
        {
            throw new PluginException($"Step '{context.StepId}' cannot use model '{model.Name}': its decoder is {model.DecoderName}, of networks in two stages. Use the plugin region-proposal-detector.");
        }

        return DetectionAnalyzer.Open(ModelRunner.Open(model, context.Threads, context.Accelerator), options, context.StepId);
    }
}
