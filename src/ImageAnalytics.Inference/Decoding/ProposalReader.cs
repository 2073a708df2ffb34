using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads regions that are worth a second look from a region proposal network.</summary>
/// <remarks>Ren et al., Faster R-CNN (2015), sections 3.1 and 3.3. Used by one lane at a time.</remarks>
internal sealed class ProposalReader(ProposalParameters parameters, double deltaClip)
{
    private readonly List<Detection> _proposals = [];
    private int _scores;
    private int _deltas;
    private ulong[] _order = [];

    /// <summary>Place of the output with the features.</summary>
    public int Features { get; private set; }

    /// <inheritdoc cref="IOutputDecoder.Bind"/>
    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _scores = OutputFinder.Find(outputs, parameters.Scores, "proposals.scores", problems);
        _deltas = OutputFinder.Find(outputs, parameters.Deltas, "proposals.deltas", problems);
        Features = OutputFinder.Find(outputs, parameters.Features, "proposals.features", problems);
        if (problems.Count > before)
        {
            return;
        }

        int anchors = parameters.Anchors.Count;
        ReadOnlySpan<long> scores = outputs.Output(_scores).Shape, deltas = outputs.Output(_deltas).Shape;
        if (scores.Length != 4 || scores[1] != anchors || deltas.Length != 4 || deltas[1] != 4 * anchors || !scores[2..].SequenceEqual(deltas[2..]))
        {
            problems.Add(
                $"The outputs '{parameters.Scores}' and '{parameters.Deltas}' have the shapes {OutputFinder.Text(scores)} and {OutputFinder.Text(deltas)}; "
                + $"with {anchors} anchors expected [{frame.Batch}, {anchors}, rows, columns] and [{frame.Batch}, {4 * anchors}, rows, columns].");
        }
        else if (!Fits(scores[2], frame.Height) || !Fits(scores[3], frame.Width))
        {
            problems.Add(
                $"The output '{parameters.Scores}' has {scores[2]} rows and {scores[3]} columns for a picture of {frame.Width} x {frame.Height} pixels, "
                + $"but output.parameters.proposals.stride in model.yaml says {parameters.Stride} pixels per cell.");
        }
    }

    /// <summary>The proposals of one picture, best first, in pixels of the prepared picture and inside it.</summary>
    /// <returns>Borrowed; valid until the next call.</returns>
    public List<Detection> Read(IModelOutputs outputs, DecoderFrame frame, int item)
    {
        _proposals.Clear();
        TensorView view = outputs.Output(_scores);
        ReadOnlySpan<float> scores = view.Item(item, frame.Batch), deltas = outputs.Output(_deltas).Item(item, frame.Batch);
        int columns = (int)view.Shape[^1], cells = columns * (int)view.Shape[^2];
        int count = Math.Min(parameters.Before, Order(scores));
        for (int i = 0; i < count; i++)
        {
            int at = (int)(uint)_order[i], anchor = at / cells, cell = at % cells, first = (4 * anchor * cells) + cell;
            BoundingBox start = parameters.Anchors[anchor].Offset(cell % columns * parameters.Stride, cell / columns * parameters.Stride);
            BoundingBox box = BoxDeltas
                .Apply(start, deltas[first], deltas[first + cells], deltas[first + (2 * cells)], deltas[first + (3 * cells)], deltaClip)
                .ClipTo(frame.Width, frame.Height);
            if (box is { IsFinite: true, IsEmpty: false } && Math.Min(box.Width, box.Height) >= parameters.LeastSize)
            {
                _proposals.Add(new Detection(box, 0, scores[at]));
            }
        }

        NonMaximumSuppression.KeepBest(_proposals, parameters.NmsThreshold, parameters.After);
        return _proposals;
    }

    // A network may round a part of a cell up or down.
    private bool Fits(long cells, int pixels) => cells == pixels / parameters.Stride || cells == (pixels + parameters.Stride - 1) / parameters.Stride;

    // The places of all finite scores, largest first, equal ones in their first order: one number holds both, so that a plain sort does it.
    private int Order(ReadOnlySpan<float> scores)
    {
        if (_order.Length < scores.Length)
        {
            _order = new ulong[scores.Length];
        }

        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsFinite(scores[i]))
            {
                // Bits of positive floats grow with them; those of negative ones fall, and below the positive ones once the sign is turned.
                uint bits = BitConverter.SingleToUInt32Bits(scores[i]), rising = (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
                _order[count++] = ((ulong)~rising << 32) | (uint)i;
            }
        }

        _order.AsSpan(0, count).Sort();
        return count;
    }
}
