using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.RegionProposalDetector;

/// <summary>Finds objects with a network in two stages: regions are proposed, then each is classified and its box refined.</summary>
public sealed class RegionProposalDetectorPlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(DetectionOptions);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        DetectionOptions options = context.ReadOptions<DetectionOptions>();
        InstalledModel model = InstalledModel.Load(context.ModelFolder());
        if (model.Card.Output.Parameters is not TwoStageParameters)
        {
            throw new PluginException(
                $"Step '{context.StepId}' cannot use model '{model.Name}': its decoder is {model.DecoderName}, but the plugin region-proposal-detector needs two-stage or mask-rcnn."
                + (model.Task == ModelTasks.Detection ? " Use the plugin single-shot-detector." : ""));
        }

        // Masks are not this plugin's business: the part that makes them is not even opened.
        return DetectionAnalyzer.Open(ModelRunner.Open(model, context.Threads, context.Accelerator, without: FileRole.Mask), options, context.StepId);
    }
}
