using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.MaskRcnn;

/// <summary>Finds objects with a mask for each: a two-stage network with a head that draws masks.</summary>
public sealed class MaskRcnnPlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(MaskRcnnOptions);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        MaskRcnnOptions options = context.ReadOptions<MaskRcnnOptions>();
        InstalledModel model = InstalledModel.Load(context.ModelFolder());
        if (model.Card.Output.Parameters is not TwoStageParameters { GivesMasks: true })
        {
            throw new PluginException(
                $"Step '{context.StepId}' cannot use model '{model.Name}': its decoder is {model.DecoderName}, which gives no masks; the plugin mask-rcnn needs the decoder mask-rcnn."
                + (model.Card.Output.Parameters is TwoStageParameters ? " Use the plugin region-proposal-detector." : ""));
        }

        ModelRunner runner = ModelRunner.Open(model, context.Threads, context.Accelerator);
        try
        {
            Thresholds standard = model.Card.Output.Thresholds;
            Thresholds thresholds = standard with
            {
                MinConfidence = options.MinConfidence ?? standard.MinConfidence,
                NmsThreshold = options.NmsThreshold ?? standard.NmsThreshold,
                MaxDetections = options.MaxDetections ?? standard.MaxDetections,
                MaskThreshold = options.MaskThreshold ?? standard.MaskThreshold,
            };
            IMaskDecoder decoder = (IMaskDecoder)runner.Decoder;
            DetectionReader boxes = new(decoder, thresholds, WantedLabels.Of(options.Labels, runner, context.StepId));
            return new MaskRcnnAnalyzer(runner, boxes, new MaskReader(decoder, thresholds.MaskThreshold));
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }
}
