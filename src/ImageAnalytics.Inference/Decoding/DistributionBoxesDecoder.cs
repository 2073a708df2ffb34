using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Detectors that give a distribution over distances for each side of a box: NanoDet and its kind.</summary>
/// <remarks>Generalized Focal Loss (Li et al. 2020), section 3: the distance is the softmax's expectation, times the stride.</remarks>
internal sealed class DistributionBoxesDecoder(DistributionBoxesParameters parameters) : IDetectionDecoder
{
    public const int Revision = 1;

    private (int Scores, int Boxes)[] _outputs = [];

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _outputs =
        [
            .. parameters.Levels.Select(l => (
                OutputFinder.Find(outputs, l.Scores, "levels.scores", problems), OutputFinder.Find(outputs, l.Boxes, "levels.boxes", problems))),
        ];
        if (problems.Count > before)
        {
            return;
        }

        for (int i = 0; i < _outputs.Length; i++)
        {
            (int columns, int rows) = GridOf(parameters.Levels[i], frame);
            Check(outputs, _outputs[i].Scores, frame.Batch, columns * rows, frame.Classes, problems);
            Check(outputs, _outputs[i].Boxes, frame.Batch, columns * rows, 4 * parameters.Bins, problems);
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            DistributionLevel level = parameters.Levels[i];
            ReadOnlySpan<float> scores = outputs.Output(_outputs[i].Scores).Item(item, frame.Batch);
            ReadOnlySpan<float> boxes = outputs.Output(_outputs[i].Boxes).Item(item, frame.Batch);
            (int columns, int rows) = GridOf(level, frame);
            if (scores.Length != columns * rows * frame.Classes || boxes.Length != columns * rows * 4 * parameters.Bins)
            {
                throw new InvalidOperationException($"For an input of {frame.Width} x {frame.Height} the network's grid of stride {level.Stride} has another number of cells than {columns} x {rows}. Set input.multipleOf in model.yaml to the largest stride.");
            }

            for (int cell = 0; cell < columns * rows; cell++)
            {
                int classId = BestClass.Of(scores, cell * frame.Classes, 1, frame.Classes, minConfidence, out float confidence);
                if (classId < 0)
                {
                    continue;
                }

                ReadOnlySpan<float> sides = boxes.Slice(cell * 4 * parameters.Bins, 4 * parameters.Bins);
                double x = ((cell % columns) + 0.5) * level.Stride, y = ((cell / columns) + 0.5) * level.Stride;
                BoundingBox box = BoundingBox.FromXyxy(
                    x - (Distance(sides, 0) * level.Stride), y - (Distance(sides, 1) * level.Stride),
                    x + (Distance(sides, 2) * level.Stride), y + (Distance(sides, 3) * level.Stride));
                found.Add(new Detection(box, classId, Confidences.Of(confidence)));
            }
        }
    }

    private static (int Columns, int Rows) GridOf(DistributionLevel level, DecoderFrame frame)
        => ((frame.Width + level.Stride - 1) / level.Stride, (frame.Height + level.Stride - 1) / level.Stride);

    private static void Check(IModelOutputs outputs, int output, int batch, int cells, int numbers, ICollection<string> problems)
    {
        TensorView view = outputs.Output(output);
        if (view.Values.Length != (long)batch * cells * numbers || view.Shape[^1] != numbers)
        {
            problems.Add($"The output '{outputs.OutputNames[output]}' has the shape {OutputFinder.Text(view.Shape)}; distribution-boxes expects [{batch}, {cells}, {numbers}].");
        }
    }

    private double Distance(ReadOnlySpan<float> sides, int side)
    {
        ReadOnlySpan<float> bins = sides.Slice(side * parameters.Bins, parameters.Bins);
        float largest = float.NegativeInfinity;
        foreach (float bin in bins)
        {
            largest = Math.Max(largest, bin);
        }

        double sum = 0, expectation = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            double weight = Math.Exp((double)bins[i] - largest);
            sum += weight;
            expectation += weight * i;
        }

        return expectation / sum;
    }
}
