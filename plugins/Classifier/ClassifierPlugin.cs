using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Classifier;

/// <summary>Labels a whole picture or region with the classes of an image classification network.</summary>
public sealed class ClassifierPlugin : IModelPlugin
{
    /// <inheritdoc/>
    public Type OptionsType => typeof(ClassifierOptions);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ClassifierOptions options = context.ReadOptions<ClassifierOptions>();
        InstalledModel model = InstalledModel.Load(context.ModelFolder());
        if (model.Task != ModelTasks.Classification)
        {
            throw new PluginException($"Step '{context.StepId}' cannot use model '{model.Name}': its task is {model.Task}, but the plugin classifier needs {ModelTasks.Classification}.");
        }

        ModelRunner runner = ModelRunner.Open(model, context.Threads, context.Accelerator);
        Thresholds standard = model.Card.Output.Thresholds;
        return new ClassifierAnalyzer(runner, (IClassificationDecoder)runner.Decoder, standard with
        {
            Top = options.Top ?? standard.Top,
            MinConfidence = options.MinConfidence ?? standard.MinConfidence,
        });
    }
}
