using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Masks;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Running;

/// <summary>Reads masks for boxes and pastes them into the upright image at full scale.</summary>
/// <param name="decoder">Reads soft masks.</param>
/// <param name="maskThreshold">Pixels whose value is at least this, 0 to 1, belong to the object.</param>
/// <remarks>Used by one lane at a time.</remarks>
public sealed class MaskReader(IMaskDecoder decoder, double maskThreshold)
{
    private readonly MaskPaster _paster = new();
    private readonly List<Detection> _prepared = [];

    /// <summary>Told of one box's mask.</summary>
    /// <param name="found">The box, in pixels of the region.</param>
    /// <param name="mask">Its mask over the whole upright image; empty where no pixel's value reaches the threshold.</param>
    public delegate void Answer(Detection found, RunLengths mask);

    /// <summary>Reads the masks of one region's boxes.</summary>
    /// <param name="region">The region.</param>
    /// <param name="outputs">What the network gave for it.</param>
    /// <param name="frame">What the network saw.</param>
    /// <param name="item">The region's place in the run.</param>
    /// <param name="mapping">From prepared pixels to the region's.</param>
    /// <param name="found">The boxes, in pixels of the region and inside it, as <see cref="DetectionReader.Read"/> gave them.</param>
    /// <param name="answer">Told of each box's mask, in their order.</param>
    public void Read(
        Region region, IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping, IReadOnlyList<Detection> found, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(answer);
        _prepared.Clear();
        _prepared.AddRange(found.Select(f => f with { Box = mapping.ToPrepared(f.Box) }));
        decoder.DecodeMasks(outputs, frame, item, _prepared, (place, soft) =>
        {
            BoundingBox box = region.ToImage(mapping.ToSource(soft.Box)), limit = region.ToImage(found[place].Box);
            answer(found[place], _paster.Paste(soft, box, limit, region.Image.Width, region.Image.Height, maskThreshold));
        });
    }
}
