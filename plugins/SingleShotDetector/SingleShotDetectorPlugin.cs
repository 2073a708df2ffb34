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
    public Type OptionsType => typeof(SingleShotDetectorOptions);

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SingleShotDetectorOptions options = context.ReadOptions<SingleShotDetectorOptions>();
        InstalledModel model = InstalledModel.Load(context.ModelFolder());
        if (model.Task != ModelTasks.Detection)
        {
            throw new PluginException($"Step '{context.StepId}' cannot use model '{model.Name}': its task is {model.Task}, but the plugin single-shot-detector needs {ModelTasks.Detection}.");
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
            };
            DetectionReader reader = new((IDetectionDecoder)runner.Decoder, thresholds, Wanted(options.Labels, runner, context.StepId));
            return new SingleShotDetectorAnalyzer(runner, reader);
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    private static HashSet<int>? Wanted(IReadOnlyList<string> labels, ModelRunner runner, string stepId)
    {
        if (labels.Count == 0)
        {
            return null;
        }

        string[] unknown = [.. labels.Where(l => !runner.Labels.Contains(l))];
        return unknown.Length == 0
            ? [.. Enumerable.Range(0, runner.Labels.Count).Where(i => labels.Contains(runner.Labels[i]))]
            : throw new PluginException([.. unknown.Select(l =>
                $"Option 'labels' of step '{stepId}' names '{l}', which model '{runner.Model.Name}' does not know. It knows: {string.Join(", ", runner.Labels.Take(100))}.")]);
    }
}
