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
            return new MaskRcnnAnalyzer(
                runner,
                DetectionReader.Of(runner, options, context.StepId),
                new MaskReader((IMaskDecoder)runner.Decoder, options.Over(model.Card.Output.Thresholds).MaskThreshold));
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }
}
