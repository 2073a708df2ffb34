using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Boxes of faces without points: the Ultra-Light detectors and their kind.</summary>
internal sealed class FaceBoxesDecoder(FaceBoxesParameters parameters) : IFaceDecoder
{
    public const int Revision = 1;

    private int _scores;
    private int _boxes;

    public bool GivesPoints => false;

    public bool NeedsNms => parameters.Nms;

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _scores = OutputFinder.Find(outputs, parameters.Scores, "scores", problems);
        _boxes = OutputFinder.Find(outputs, parameters.Boxes, "boxes", problems);
        if (problems.Count > before || FoundNone(outputs))
        {
            return;
        }

        int columns = Columns(outputs, frame);
        if (columns == 0)
        {
            problems.Add(
                $"The outputs '{parameters.Scores}' and '{parameters.Boxes}' have the shapes {OutputFinder.Text(outputs.Output(_scores).Shape)} and "
                + $"{OutputFinder.Text(outputs.Output(_boxes).Shape)}; face-boxes expects [{frame.Batch}, boxes, classes] and [{frame.Batch}, boxes, 4].");
        }
        else if (parameters.FaceColumn >= columns)
        {
            problems.Add(
                $"The output '{parameters.Scores}' has {columns} scores for each box, but output.parameters.faceColumn in model.yaml is {parameters.FaceColumn}; expected 0 to {columns - 1}.");
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<FaceDetection> found)
    {
        if (FoundNone(outputs))
        {
            return;
        }

        int columns = Columns(outputs, frame);
        if (columns <= parameters.FaceColumn)
        {
            throw new InvalidOperationException("The network's boxes and scores differ in number.");
        }

        ReadOnlySpan<float> scores = outputs.Output(_scores).Item(item, frame.Batch), boxes = outputs.Output(_boxes).Item(item, frame.Batch);
        double scaleX = parameters.Fractions ? frame.Width : 1, scaleY = parameters.Fractions ? frame.Height : 1;
        for (int i = 0; i < boxes.Length / 4; i++)
        {
            float score = scores[(i * columns) + parameters.FaceColumn];
            if (score >= minConfidence && BoxWords.Read(parameters.Form, boxes.Slice(i * 4, 4)).Scale(scaleX, scaleY) is { IsFinite: true } box)
            {
                found.Add(new FaceDetection(box, Confidences.Of(score), null));
            }
        }
    }

    // A network that suppresses doubles itself gives no rows where there is no face.
    private bool FoundNone(IModelOutputs outputs) => outputs.Output(_scores).Values.Length == 0 && outputs.Output(_boxes).Values.Length == 0;

    // Scores for each box; 0 when the outputs do not fit each other.
    private int Columns(IModelOutputs outputs, DecoderFrame frame)
    {
        int scores = outputs.Output(_scores).Values.Length, numbers = outputs.Output(_boxes).Values.Length, boxes = numbers / 4;
        return boxes > 0 && numbers % (4 * frame.Batch) == 0 && !OutputFinder.IsInPlanes(outputs.Output(_boxes).Shape, 4) && scores % boxes == 0 ? scores / boxes : 0;
    }
}
