using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;

namespace ImageAnalytics.Inference.Running;

/// <summary>Reads boxes from a network's answers, drops overlapping ones, and maps them to the region.</summary>
/// <param name="decoder">Reads the output.</param>
/// <param name="thresholds">What boxes must reach.</param>
/// <param name="wanted">Numbers of the classes to keep; null for all. Applied before boxes are counted.</param>
public sealed class DetectionReader(IDetectionDecoder decoder, Thresholds thresholds, IReadOnlySet<int>? wanted = null)
{
    private readonly List<Detection> _candidates = [];

    /// <summary>The reader of a step: the model's decoder, with the step's options over the card's thresholds.</summary>
    /// <param name="runner">Runs a detector; borrowed.</param>
    /// <param name="options">The step's options.</param>
    /// <param name="stepId">Names the step in messages.</param>
    /// <exception cref="Sdk.PluginException">The options name a label that the model does not have.</exception>
    public static DetectionReader Of(ModelRunner runner, DetectionOptions options, string stepId)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(options);
        return new((IDetectionDecoder)runner.Decoder, options.Over(runner.Model.Card.Output.Thresholds), WantedLabels.Of(options.Labels, runner, stepId));
    }

    /// <summary>The boxes of one region, most confident first, in its pixels and inside it.</summary>
    /// <returns>Borrowed; valid until the next call.</returns>
    /// <inheritdoc cref="ModelRunner.Answer"/>
    public IReadOnlyList<Detection> Read(Engines.IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping)
    {
        _candidates.Clear();
        decoder.Decode(outputs, frame, item, thresholds.MinConfidence, _candidates);
        if (wanted is not null)
        {
            _candidates.RemoveAll(d => !wanted.Contains(d.ClassId));
        }

        // Clipped first: the part outside the region is not there, and boxes are compared as they will be shown.
        for (int i = 0; i < _candidates.Count; i++)
        {
            _candidates[i] = _candidates[i] with { Box = mapping.ToSourceClipped(_candidates[i].Box) };
        }

        if (decoder.NeedsNms)
        {
            NonMaximumSuppression.Apply(_candidates, thresholds.NmsThreshold, thresholds.MaxDetections);
        }
        else
        {
            NonMaximumSuppression.Apply(_candidates, 1, thresholds.MaxDetections);
        }

        return _candidates;
    }
}
