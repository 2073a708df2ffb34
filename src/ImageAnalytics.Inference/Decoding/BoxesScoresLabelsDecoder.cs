using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Three outputs: boxes, confidences, class numbers. The number of boxes may differ from run to run.</summary>
internal sealed class BoxesScoresLabelsDecoder(BoxesScoresLabelsParameters parameters) : IDetectionDecoder
{
    public const int Revision = 1;

    private int _boxes;
    private int _scores;
    private int _labels;

    public bool NeedsNms => parameters.Nms;

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _boxes = OutputFinder.Find(outputs, parameters.Boxes, "boxes", problems);
        _scores = OutputFinder.Find(outputs, parameters.Scores, "scores", problems);
        _labels = OutputFinder.Find(outputs, parameters.Labels, "labels", problems);
        if (problems.Count == before && !Fits(outputs))
        {
            problems.Add(
                $"The outputs '{parameters.Boxes}', '{parameters.Scores}' and '{parameters.Labels}' have the shapes {OutputFinder.Text(outputs.Output(_boxes).Shape)}, "
                + $"{OutputFinder.Text(outputs.Output(_scores).Shape)} and {OutputFinder.Text(outputs.Output(_labels).Shape)}; boxes-scores-labels expects [boxes, 4], [boxes] and [boxes].");
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
    {
        if (!Fits(outputs))
        {
            throw new InvalidOperationException("The network's boxes, scores and labels differ in number.");
        }

        ReadOnlySpan<float> boxes = outputs.Output(_boxes).Item(item, frame.Batch);
        ReadOnlySpan<float> scores = outputs.Output(_scores).Item(item, frame.Batch);
        ReadOnlySpan<float> labels = outputs.Output(_labels).Item(item, frame.Batch);
        for (int i = 0; i < scores.Length; i++)
        {
            float classId = labels[i] - parameters.FirstLabel;
            if (!(scores[i] >= minConfidence) || !(classId >= 0))
            {
                continue;
            }

            if (classId < frame.Classes)
            {
                found.Add(new Detection(BoxOf(boxes.Slice(i * 4, 4), frame), (int)classId, Confidences.Of(scores[i])) { Row = i });
            }
            else if (scores[i] > 0 && !parameters.DropOthers)
            {
                // Rows that fill up a fixed number have no confidence; this one would get no name, and others perhaps a wrong one.
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"The network found something of class {labels[i]}, but with {frame.Classes} labels in model.yaml, the first of which is class {parameters.FirstLabel}, the last is {frame.Classes - 1 + parameters.FirstLabel}. Give it all labels, unused numbers included, correct 'firstLabel', or set 'dropOthers: true' to leave such things out."));
            }
        }
    }

    /// <summary>How many boxes a run of one picture gave.</summary>
    public int CountOf(IModelOutputs outputs) => outputs.Output(_scores).Values.Length;

    /// <summary>One box of a run of one picture, in pixels of the prepared picture.</summary>
    public BoundingBox BoxAt(IModelOutputs outputs, DecoderFrame frame, int row) => BoxOf(outputs.Output(_boxes).Values.Slice(row * 4, 4), frame);

    private bool Fits(IModelOutputs outputs)
    {
        int count = outputs.Output(_scores).Values.Length;
        return outputs.Output(_boxes).Values.Length == 4L * count && !OutputFinder.IsInPlanes(outputs.Output(_boxes).Shape, 4) && outputs.Output(_labels).Values.Length == count;
    }

    private BoundingBox BoxOf(ReadOnlySpan<float> box, DecoderFrame frame)
    {
        BoundingBox read = BoxWords.Read(parameters.Form, box);
        return parameters.Fractions ? read.Scale(frame.Width, frame.Height) : read;
    }
}
