using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Running;

/// <summary>One lane's detector of boxes, whichever network finds them. Owns the runner.</summary>
/// <param name="runner">Runs the network; ownership passes.</param>
/// <param name="reader">Reads its boxes.</param>
public sealed class DetectionAnalyzer(ModelRunner runner, DetectionReader reader) : IAnalyzer, IDeclaresInputSize, IDeclaresBackground
{
    /// <inheritdoc/>
    public InputSize? InputSize => runner.Model.Card.Input.DecodeSize;

    /// <inheritdoc/>
    public BackgroundColour? Background => runner.Background;

    /// <summary>Makes the analyzer of a step.</summary>
    /// <param name="runner">Runs the network; ownership passes, also when this fails.</param>
    /// <param name="options">The step's options.</param>
    /// <param name="stepId">Names the step in messages.</param>
    /// <exception cref="PluginException">The options name a label that the model does not have.</exception>
    public static DetectionAnalyzer Open(ModelRunner runner, DetectionOptions options, string stepId)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return new DetectionAnalyzer(runner, DetectionReader.Of(runner, options, stepId));
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
        => runner.Run(
            batch,
            (region, outputs, frame, item, mapping) =>
            {
                foreach (Detection found in reader.Read(outputs, frame, item, mapping))
                {
                    sink.Add(region, new Observation
                    {
                        Kind = ObservationKinds.Detection,
                        Label = runner.Labels[found.ClassId],
                        Confidence = found.Confidence,
                        Box = found.Box,
                    });
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => runner.Dispose();
}
