using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Masks;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Faster R-CNN and Mask R-CNN in one graph, which gives chosen boxes, confidences, class numbers, and soft masks.</summary>
/// <remarks>He et al., Mask R-CNN (2017), section 3.1.</remarks>
internal sealed class WholeTwoStageDecoder(TwoStageParameters parameters) : IMaskDecoder
{
    private readonly BoxesScoresLabelsDecoder _boxes = new(parameters.Whole!);
    private int _masks;

    public bool NeedsNms => _boxes.NeedsNms;

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        _boxes.Bind(outputs, frame, problems);
        if (parameters.WholeMasks is not { } name)
        {
            return;
        }

        int before = problems.Count;
        _masks = OutputFinder.Find(outputs, name, "masks", problems);
        if (problems.Count == before && !Fits(outputs.Output(_masks).Shape))
        {
            problems.Add($"The output '{name}' has the shape {OutputFinder.Text(outputs.Output(_masks).Shape)}; expected [boxes, 1, rows, columns] or [boxes, rows, columns].");
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
        => _boxes.Decode(outputs, frame, item, minConfidence, found);

    public void DecodeMasks(IModelOutputs outputs, DecoderFrame frame, int item, IReadOnlyList<Detection> boxes, IMaskDecoder.Answer answer)
    {
        if (parameters.WholeMasks is null)
        {
            throw new InvalidOperationException("The model gives no masks.");
        }

        TensorView masks = outputs.Output(_masks);
        if (!Fits(masks.Shape) || masks.Shape[0] != _boxes.CountOf(outputs))
        {
            throw new InvalidOperationException("The network's boxes and masks differ in number.");
        }

        (int height, int width) = ((int)masks.Shape[^2], (int)masks.Shape[^1]);
        for (int i = 0; i < boxes.Count; i++)
        {
            BoundingBox extent = parameters.MasksOverPicture ? new BoundingBox(0, 0, frame.Width, frame.Height) : _boxes.BoxAt(outputs, frame, boxes[i].Row);
            answer(i, new SoftMask(masks.Values.Slice(boxes[i].Row * height * width, height * width), width, height, extent));
        }
    }

    private static bool Fits(ReadOnlySpan<long> shape) => shape.Length == 3 || (shape.Length == 4 && shape[1] == 1);
}
