using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Masks;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>The part that says which pixels of a box belong to the object.</summary>
/// <remarks>He et al., Mask R-CNN (2017), section 3.</remarks>
internal sealed class MaskHead(MaskHeadParameters parameters, int background, IInferenceSession session)
{
    // So many boxes go into a run: an answer holds a plane for every class, and memory must not follow the number of boxes.
    private const int Portion = 100;

    private readonly RegionHead _head = new(parameters.Inputs, "mask", session);
    private int _masks;
    private float[] _plane = [];

    /// <summary>What it gave in its last run.</summary>
    public IModelOutputs Outputs => session;

    /// <summary>Compares the part with the card.</summary>
    public void Bind(IModelOutputs source, int features, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _masks = OutputFinder.Find(session, parameters.Masks, "mask.masks", problems);
        if (!_head.Bind(source, features, frame, problems) || problems.Count > before)
        {
            return;
        }

        ReadOnlySpan<long> shape = session.Output(_masks).Shape;
        if (shape.Length != 4 || shape[0] != 1 || !(shape[1] == 1 || shape[1] == frame.Classes || shape[1] == frame.Classes + 1) || shape[2] < 1 || shape[3] < 1)
        {
            problems.Add(
                $"The output '{parameters.Masks}' of the part 'mask' has the shape {OutputFinder.Text(shape)} for one box; "
                + $"with {frame.Classes} labels expected [1, {frame.Classes + 1}, rows, columns], [1, {frame.Classes}, rows, columns] or [1, 1, rows, columns].");
        }
    }

    /// <summary>Looks at boxes and reads their masks.</summary>
    public void Run(IModelOutputs source, int features, DecoderFrame frame, int item, ReadOnlySpan<Detection> boxes, IMaskDecoder.Answer answer)
    {
        for (int start = 0; start < boxes.Length; start += Portion)
        {
            ReadOnlySpan<Detection> portion = boxes.Slice(start, Math.Min(Portion, boxes.Length - start));
            _head.Run(source, features, frame, item, portion);
            TensorView masks = session.Output(_masks);
            (int planes, int height, int width) = ((int)masks.Shape[1], (int)masks.Shape[2], (int)masks.Shape[3]);
            if (masks.Shape[0] != portion.Length)
            {
                throw new InvalidOperationException($"The part 'mask' gave {masks.Shape[0]} masks for {portion.Length} boxes.");
            }

            for (int i = 0; i < portion.Length; i++)
            {
                int label = portion[i].ClassId, number = label < background ? label : label + 1;
                int plane = planes == 1 ? 0 : planes == frame.Classes ? label : number;
                ReadOnlySpan<float> values = masks.Values.Slice(((i * planes) + plane) * height * width, height * width);
                answer(start + i, new SoftMask(parameters.Sigmoid ? Sigmoid(values) : values, width, height, portion[i].Box));
            }
        }
    }

    private ReadOnlySpan<float> Sigmoid(ReadOnlySpan<float> values)
    {
        if (_plane.Length < values.Length)
        {
            _plane = new float[values.Length];
        }

        for (int i = 0; i < values.Length; i++)
        {
            _plane[i] = (float)(1 / (1 + Math.Exp(-values[i])));
        }

        return _plane.AsSpan(0, values.Length);
    }
}
