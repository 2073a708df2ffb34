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
    private readonly MaskReader? _masks;

    private DetectorLane(ModelRunner runner, DetectionReader boxes, MaskReader? masks) => (_runner, _boxes, _masks) = (runner, boxes, masks);

    public InputSize? InputSize => _runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => _runner.Background;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="thresholds">What boxes must reach.</param>
    /// <param name="masks">Whether masks are wanted.</param>
    /// <param name="wanted">The classes to look for, before boxes are counted; null for all.</param>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static DetectorLane Open(InstalledModel model, Thresholds thresholds, bool masks, IReadOnlySet<int>? wanted = null)
    {
        ModelRunner runner = ModelRunner.Open(model, without: masks ? null : FileRole.Mask);
        try
        {
            MaskReader? reader = masks ? new MaskReader((IMaskDecoder)runner.Decoder, thresholds.MaskThreshold) : null;
            return new DetectorLane(runner, new DetectionReader((IDetectionDecoder)runner.Decoder, thresholds, wanted), reader);
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
        _runner.Run([whole], (region, outputs, frame, item, mapping) =>
        {
            IReadOnlyList<Detection> boxes = _boxes.Read(outputs, frame, item, mapping);
            if (_masks is null)
            {
                found.AddRange(boxes.Select(b => new FoundInPicture.Thing(b.ClassId, b.Confidence, region.ToImage(b.Box), null)));
            }
            else
            {
                _masks.Read(region, outputs, frame, item, mapping, boxes, (box, mask) => found.Add(new FoundInPicture.Thing(box.ClassId, box.Confidence, region.ToImage(box.Box), mask.ToMask())));
            }
        }, cancellationToken);
        return new FoundInPicture(whole.Image.Width, whole.Image.Height, found);
    }

    public void Dispose() => _runner.Dispose();
}
