using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Rows of centre, size, objectness and class scores: Darknet's region layer, YOLOv5 to v8 exports.</summary>
internal sealed class YoloRowsDecoder(YoloRowsParameters parameters) : IDetectionDecoder
{
    public const int Revision = 1;

    private int[] _outputs = [];

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _outputs = parameters.Outputs.Count == 0
            ? [.. Enumerable.Range(0, outputs.OutputNames.Count)]
            : [.. parameters.Outputs.Select(name => OutputFinder.Find(outputs, name, "outputs", problems))];
        if (problems.Count > before)
        {
            return;
        }

        int numbers = Numbers(frame);
        foreach (int output in _outputs)
        {
            ReadOnlySpan<long> shape = outputs.Output(output).Shape;
            int dimension = parameters.Transposed ? shape.Length - 2 : shape.Length - 1;
            if (shape.Length is < 2 or > 4 || shape[dimension] != numbers)
            {
                problems.Add($"The output '{outputs.OutputNames[output]}' has the shape {OutputFinder.Text(shape)}; yolo-rows with {frame.Classes} labels expects {(parameters.Transposed ? $"[..., {numbers}, boxes]" : $"[..., boxes, {numbers}]")}.");
            }
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
    {
        int numbers = Numbers(frame), classesAt = parameters.HasObjectness ? 5 : 4;
        // A class score is at most 1, so a box whose objectness is too small needs no look at its classes.
        bool multiplies = parameters.HasObjectness && !parameters.ScoresHoldObjectness;
        double scaleX = parameters.Fractions ? frame.Width : 1, scaleY = parameters.Fractions ? frame.Height : 1;
        foreach (int output in _outputs)
        {
            ReadOnlySpan<float> values = outputs.Output(output).Item(item, frame.Batch);
            int boxes = values.Length / numbers;
            (int numberStep, int boxStep) = parameters.Transposed ? (boxes, 1) : (1, numbers);
            for (int i = 0; i < boxes; i++)
            {
                int at = i * boxStep;
                float objectness = multiplies ? values[at + (4 * numberStep)] : 1;
                if (!(objectness >= minConfidence))
                {
                    continue;
                }

                int classId = BestClass.Of(values, at + (classesAt * numberStep), numberStep, frame.Classes, minConfidence, out float score);
                if (classId < 0)
                {
                    continue;
                }

                float confidence = Confidences.Of(score) * Confidences.Of(objectness);
                if (confidence >= minConfidence)
                {
                    BoundingBox box = BoundingBox.FromCxCyWh(
                        values[at] * scaleX, values[at + numberStep] * scaleY, values[at + (2 * numberStep)] * scaleX, values[at + (3 * numberStep)] * scaleY);
                    found.Add(new Detection(box, classId, confidence));
                }
            }
        }
    }

    private int Numbers(DecoderFrame frame) => (parameters.HasObjectness ? 5 : 4) + frame.Classes;
}
