using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Single-shot detectors with prior boxes.</summary>
/// <remarks>
/// Source: SSD (Liu et al. 2016, section 2.2, choosing scales and aspect ratios for default boxes), in the order and with the variances of its
/// authors' code.
/// </remarks>
internal sealed class SsdPriorsDecoder(SsdPriorsParameters parameters) : IDetectionDecoder
{
    public const int Revision = 1;

    private const int BoxNumbers = 4;

    private int _boxes;
    private int _scores;
    private BoundingBox[] _priors = [];
    private (int Width, int Height) _priorsFor;

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _boxes = OutputFinder.Find(outputs, parameters.Boxes, "boxes", problems);
        _scores = OutputFinder.Find(outputs, parameters.Scores, "scores", problems);
        if (problems.Count > before)
        {
            return;
        }

        int priors = PriorsFor(frame).Length, classes = ClassesOf(frame);
        Check(outputs, _boxes, frame.Batch, priors, BoxNumbers, frame, problems);
        Check(outputs, _scores, frame.Batch, priors, classes, frame, problems);
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
    {
        ReadOnlySpan<float> boxes = outputs.Output(_boxes).Item(item, frame.Batch), scores = outputs.Output(_scores).Item(item, frame.Batch);
        ReadOnlySpan<BoundingBox> priors = PriorsFor(frame);
        int classes = ClassesOf(frame), first = parameters.HasBackground ? 1 : 0;
        if (boxes.Length != priors.Length * BoxNumbers || scores.Length != priors.Length * classes)
        {
            throw new InvalidOperationException($"The network gave {boxes.Length / BoxNumbers} boxes, but its card describes {priors.Length} prior boxes.");
        }

        for (int i = 0; i < priors.Length; i++)
        {
            ReadOnlySpan<float> row = scores.Slice(i * classes, classes);
            int classId = BestClass.Of(row, first, 1, frame.Classes, float.NegativeInfinity, out float score);
            double confidence = classId < 0 ? 0 : ConfidenceOf(row, score);
            if (classId >= 0 && confidence >= minConfidence)
            {
                found.Add(new Detection(BoxOf(priors[i], boxes.Slice(i * BoxNumbers, BoxNumbers)), classId, Confidences.Of((float)confidence)));
            }
        }
    }

    private static void Check(IModelOutputs outputs, int output, int batch, int priors, int numbers, DecoderFrame frame, ICollection<string> problems)
    {
        TensorView view = outputs.Output(output);
        if (view.Values.Length != (long)batch * priors * numbers || OutputFinder.IsInPlanes(view.Shape, numbers))
        {
            problems.Add(
                $"The output '{outputs.OutputNames[output]}' has the shape {OutputFinder.Text(view.Shape)}; ssd-priors expects [{batch}, {priors}, {numbers}]: "
                + $"the levels of the card make {priors} prior boxes in a picture of {frame.Width} x {frame.Height} pixels.");
        }
    }

    private int ClassesOf(DecoderFrame frame) => frame.Classes + (parameters.HasBackground ? 1 : 0);

    private double ConfidenceOf(ReadOnlySpan<float> row, float score)
    {
        switch (parameters.Classes)
        {
            case ClassForm.Sigmoid:
                return 1 / (1 + Math.Exp(-(double)score));
            case ClassForm.Done:
                return score;
        }

        // The background may be far above: taking the largest away keeps every exponential finite.
        float largest = score;
        foreach (float other in row)
        {
            largest = Math.Max(largest, other);
        }

        double sum = 0;
        foreach (float other in row)
        {
            sum += Math.Exp((double)other - largest);
        }

        return Math.Exp((double)score - largest) / sum;
    }

    private BoundingBox BoxOf(BoundingBox prior, ReadOnlySpan<float> differences) => BoundingBox.FromCxCyWh(
        prior.X + (prior.Width / 2) + (differences[0] * parameters.CentreVariance * prior.Width),
        prior.Y + (prior.Height / 2) + (differences[1] * parameters.CentreVariance * prior.Height),
        prior.Width * Math.Exp(differences[2] * parameters.SizeVariance),
        prior.Height * Math.Exp(differences[3] * parameters.SizeVariance));

    // Pictures of one size follow each other, so the last priors are kept.
    private BoundingBox[] PriorsFor(DecoderFrame frame)
    {
        if (_priorsFor != (frame.Width, frame.Height))
        {
            _priors = [.. parameters.Levels.SelectMany(level => PriorsOf(level, frame))];
            _priorsFor = (frame.Width, frame.Height);
        }

        return _priors;
    }

    // A step such as 300/19 gives 19 cells, though rounding may make it a little shorter.
    private static int Cells(int side, double step) => (int)Math.Ceiling((side / step) - 1e-6);

    private IEnumerable<BoundingBox> PriorsOf(PriorLevel level, DecoderFrame frame)
    {
        (double Width, double Height)[] sizes = [.. level.Sizes()];
        int rows = Cells(frame.Height, level.Step), columns = Cells(frame.Width, level.Step);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                foreach ((double width, double height) in sizes)
                {
                    BoundingBox prior = BoundingBox.FromCxCyWh((column + 0.5) * level.Step, (row + 0.5) * level.Step, width, height);
                    yield return parameters.Clip ? prior.ClipTo(frame.Width, frame.Height) : prior;
                }
            }
        }
    }
}
