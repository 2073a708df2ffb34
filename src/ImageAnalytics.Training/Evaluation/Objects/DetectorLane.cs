using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>
/// A detector at work as the plugins <c>single-shot-detector</c>, <c>region-proposal-detector</c> and <c>mask-rcnn</c> use it. Owns the runner.
/// </summary>
internal sealed class DetectorLane : IPictureLane<FoundInPicture>
{
    private readonly ModelRunner _runner;
    private readonly DetectionReader _boxes;
    private readonly DetectionReader? _wanted;
    private readonly MaskReader? _masks;
    private readonly int _most;

    private DetectorLane(ModelRunner runner, DetectionReader boxes, DetectionReader? wanted, MaskReader? masks, int most)
        => (_runner, _boxes, _wanted, _masks, _most) = (runner, boxes, wanted, masks, most);

    public InputSize? InputSize => _runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => _runner.Background;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="thresholds">What boxes must reach.</param>
    /// <param name="masks">Whether masks are wanted.</param>
    /// <param name="wanted">The classes that may not be left out for want of room: <c>MaxDetections</c> of them are found; null for all together.</param>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static DetectorLane Open(InstalledModel model, Thresholds thresholds, bool masks, IReadOnlySet<int>? wanted = null)
    {
        ModelRunner runner = ModelRunner.Open(model, without: masks ? null : FileRole.Mask);
        try
        {
            MaskReader? reader = masks ? new MaskReader((IMaskDecoder)runner.Decoder, thresholds.MaskThreshold) : null;
            IDetectionDecoder decoder = (IDetectionDecoder)runner.Decoder;
            return new DetectorLane(runner, new DetectionReader(decoder, thresholds), wanted is null ? null : new DetectionReader(decoder, thresholds, wanted), reader, thresholds.MaxDetections);
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    public FoundInPicture Look(Region whole, CancellationToken cancellationToken)
    {
        List<FoundInPicture.Thing> found = [];
        double leastReported = 0;
        _runner.Run([whole], (region, outputs, frame, item, mapping) =>
        {
            IReadOnlyList<Detection> boxes = _boxes.Read(outputs, frame, item, mapping);
            int reported = _runner.Model.Card.Output.Thresholds.MaxDetections;
            leastReported = boxes.Count >= reported ? boxes[reported - 1].Confidence : 0;
            boxes = boxes.Count >= _most && _wanted is not null ? _wanted.Read(outputs, frame, item, mapping) : boxes;
            if (_masks is null)
            {
                found.AddRange(boxes.Select(b => new FoundInPicture.Thing(b.ClassId, b.Confidence, region.ToImage(b.Box), null)));
            }
            else
            {
                _masks.Read(region, outputs, frame, item, mapping, boxes, (box, mask) => found.Add(new FoundInPicture.Thing(box.ClassId, box.Confidence, region.ToImage(box.Box), mask.ToMask())));
            }
        }, cancellationToken);
        return new FoundInPicture(whole.Image.Width, whole.Image.Height, found) { LeastReported = leastReported };
    }

    public void Dispose() => _runner.Dispose();
}
