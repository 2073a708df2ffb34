using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>The part that says what each proposal is, and where exactly.</summary>
/// <remarks>Ren et al., Faster R-CNN (2015), section 3; Girshick, Fast R-CNN (2015), section 2.</remarks>
internal sealed class BoxHead(BoxHeadParameters parameters, double deltaClip, IInferenceSession session)
{
    private readonly RegionHead _head = new(parameters.Inputs, "box", session);
    private int _scores;
    private int _deltas;
    private float[] _row = [];

    /// <summary>What it gave in its last run.</summary>
    public IModelOutputs Outputs => session;

    /// <summary>Compares the part with the card.</summary>
    public void Bind(IModelOutputs source, int features, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count, classes = frame.Classes + 1;
        _scores = OutputFinder.Find(session, parameters.Scores, "box.scores", problems);
        _deltas = OutputFinder.Find(session, parameters.Deltas, "box.deltas", problems);
        if (parameters.Background >= classes)
        {
            problems.Add($"output.parameters.box.background in model.yaml is {parameters.Background}, but with {frame.Classes} labels classes are numbered from 0 to {frame.Classes}.");
        }

        if (!_head.Bind(source, features, frame, problems) || problems.Count > before)
        {
            return;
        }

        ReadOnlySpan<long> scores = session.Output(_scores).Shape, deltas = session.Output(_deltas).Shape;
        if (session.Output(_scores).Values.Length != classes)
        {
            problems.Add(
                $"The output '{parameters.Scores}' of the part 'box' has the shape {OutputFinder.Text(scores)} for one box; "
                + $"expected [1, {classes}], a number for each of the {frame.Classes} labels and the background.");
        }

        int numbers = session.Output(_deltas).Values.Length;
        if (!(parameters.ByClass ? numbers == 4 * classes || numbers == 4 * frame.Classes : numbers == 4))
        {
            problems.Add(
                $"The output '{parameters.Deltas}' of the part 'box' has the shape {OutputFinder.Text(deltas)} for one box; "
                + (parameters.ByClass ? $"with 'regression: by-class' expected [1, {4 * classes}] or [1, {4 * frame.Classes}]." : "with 'regression: shared' expected [1, 4]."));
        }

        _row = new float[classes];
    }

    /// <summary>Looks at proposals and reads the candidates.</summary>
    public void Run(IModelOutputs source, int features, DecoderFrame frame, int item, ReadOnlySpan<Detection> proposals, double minConfidence, ICollection<Detection> found)
    {
        _head.Run(source, features, frame, item, proposals);
        FiniteNumbers.Require(session);
        int classes = frame.Classes + 1;
        ReadOnlySpan<float> scores = session.Output(_scores).Values, deltas = session.Output(_deltas).Values;
        int numbers = deltas.Length / proposals.Length;
        if (scores.Length != proposals.Length * classes || deltas.Length != proposals.Length * numbers)
        {
            throw new InvalidOperationException($"The part 'box' gave {scores.Length} scores and {deltas.Length} deltas for {proposals.Length} proposals.");
        }

        for (int i = 0; i < proposals.Length; i++)
        {
            ReadOnlySpan<float> row = RowOf(scores.Slice(i * classes, classes));
            for (int c = 0; c < classes; c++)
            {
                if (c != parameters.Background && row[c] >= minConfidence)
                {
                    int label = c < parameters.Background ? c : c - 1;
                    int column = numbers == 4 ? 0 : numbers == 4 * classes ? c : label;
                    found.Add(new Detection(BoxOf(proposals[i].Box, deltas.Slice((i * numbers) + (4 * column), 4)), label, Confidences.Of(row[c])) { Row = i });
                }
            }
        }
    }

    private BoundingBox BoxOf(BoundingBox proposal, ReadOnlySpan<float> deltas) => BoxDeltas.Apply(
        proposal,
        deltas[0] / parameters.DeltaWeights[0],
        deltas[1] / parameters.DeltaWeights[1],
        deltas[2] / parameters.DeltaWeights[2],
        deltas[3] / parameters.DeltaWeights[3],
        deltaClip);

    private ReadOnlySpan<float> RowOf(ReadOnlySpan<float> row)
    {
        if (!parameters.Softmax)
        {
            return row;
        }

        row.CopyTo(_row);
        StableSoftmax.Apply(_row);
        return _row;
    }
}
