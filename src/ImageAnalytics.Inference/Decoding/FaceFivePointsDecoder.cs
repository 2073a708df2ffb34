using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Faces with five points from several grids: YuNet (one place a cell, objectness apart) and SCRFD (several, none).</summary>
/// <remarks>
/// After the published post-processing of YuNet (Wu et al., Machine Intelligence Research 20, 2023, section 3): the confidence is the
/// geometric mean of class score and objectness. Points follow from the cell's corner in every form.
/// </remarks>
internal sealed class FaceFivePointsDecoder(FaceFivePointsParameters parameters) : IFaceDecoder
{
    public const int Revision = 1;

    private const int BoxNumbers = 4, PointNumbers = 2 * FaceDetection.PointCount;

    private (int Classes, int? Objectness, int Boxes, int Points)[] _outputs = [];

    public bool GivesPoints => true;

    public bool NeedsNms => true;

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _outputs =
        [
            .. parameters.Levels.Select(l => (
                OutputFinder.Find(outputs, l.Classes, "levels.classes", problems),
                l.Objectness is { } objectness ? OutputFinder.Find(outputs, objectness, "levels.objectness", problems) : (int?)null,
                OutputFinder.Find(outputs, l.Boxes, "levels.boxes", problems),
                OutputFinder.Find(outputs, l.Points, "levels.points", problems))),
        ];
        if (problems.Count > before)
        {
            return;
        }

        foreach ((int output, long places, int numbers) in Expected(frame).Where(e => !Fits(outputs, e.Output, frame.Batch, e.Places, e.Numbers)))
        {
            problems.Add(
                $"The output '{outputs.OutputNames[output]}' has the shape {OutputFinder.Text(outputs.Output(output).Shape)}; face-five-points expects "
                + $"[{frame.Batch}, {places}, {numbers}] for an input of {frame.Width} x {frame.Height}. Check 'stride' and 'anchors' in model.yaml, and that the input's sides are multiples of the largest stride.");
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<FaceDetection> found)
    {
        foreach ((int output, long places, int numbers) in Expected(frame))
        {
            if (!Fits(outputs, output, frame.Batch, places, numbers))
            {
                throw new InvalidOperationException(
                    $"For an input of {frame.Width} x {frame.Height} the network's output '{outputs.OutputNames[output]}' has {outputs.Output(output).Values.Length} numbers; expected {frame.Batch * places * numbers}. "
                    + "Set input.multipleOf in model.yaml to the largest stride.");
            }
        }

        for (int i = 0; i < _outputs.Length; i++)
        {
            DecodeLevel(outputs, i, frame, item, minConfidence, found);
        }
    }

    private void DecodeLevel(IModelOutputs outputs, int index, DecoderFrame frame, int item, double minConfidence, ICollection<FaceDetection> found)
    {
        (int classesAt, int? objectnessAt, int boxesAt, int pointsAt) = _outputs[index];
        ReadOnlySpan<float> classes = outputs.Output(classesAt).Item(item, frame.Batch), boxes = outputs.Output(boxesAt).Item(item, frame.Batch);
        ReadOnlySpan<float> points = outputs.Output(pointsAt).Item(item, frame.Batch);
        ReadOnlySpan<float> objectness = objectnessAt is { } at ? outputs.Output(at).Item(item, frame.Batch) : default;
        int stride = parameters.Levels[index].Stride, columns = Cells(frame.Width, stride);
        for (int place = 0; place < classes.Length; place++)
        {
            double confidence = Score(classes[place]);
            if (objectnessAt is not null)
            {
                confidence = Math.Sqrt(confidence * Score(objectness[place]));
            }

            if (!(confidence >= minConfidence))
            {
                continue;
            }

            int cell = place / parameters.Anchors, column = cell % columns, row = cell / columns;
            BoundingBox box = BoxOf(boxes.Slice(place * BoxNumbers, BoxNumbers), column, row, stride);
            ImagePoint[] five = PointsOf(points.Slice(place * PointNumbers, PointNumbers), column, row, stride);
            if (box.IsFinite && five.All(p => double.IsFinite(p.X) && double.IsFinite(p.Y)))
            {
                found.Add(new FaceDetection(box, (float)Math.Min(confidence, 1), five));
            }
        }
    }

    private BoundingBox BoxOf(ReadOnlySpan<float> box, int column, int row, int stride) => parameters.Form == FaceBoxForm.Distances
        ? BoundingBox.FromXyxy((column - (double)box[0]) * stride, (row - (double)box[1]) * stride, (column + (double)box[2]) * stride, (row + (double)box[3]) * stride)
        : BoundingBox.FromCxCyWh((column + (double)box[0]) * stride, (row + (double)box[1]) * stride, Math.Exp(box[2]) * stride, Math.Exp(box[3]) * stride);

    private static ImagePoint[] PointsOf(ReadOnlySpan<float> points, int column, int row, int stride)
    {
        ImagePoint[] five = new ImagePoint[FaceDetection.PointCount];
        for (int i = 0; i < five.Length; i++)
        {
            five[i] = new ImagePoint((column + (double)points[2 * i]) * stride, (row + (double)points[(2 * i) + 1]) * stride);
        }

        return five;
    }

    // What is no number reaches no threshold.
    private double Score(float value) => !float.IsFinite(value) ? double.NaN : Confidences.Of(parameters.Sigmoid ? (float)(1 / (1 + Math.Exp(-(double)value))) : value);

    private static int Cells(int side, int stride) => (side + stride - 1) / stride;

    private IEnumerable<(int Output, long Places, int Numbers)> Expected(DecoderFrame frame)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            int stride = parameters.Levels[i].Stride;
            long places = (long)Cells(frame.Width, stride) * Cells(frame.Height, stride) * parameters.Anchors;
            yield return (_outputs[i].Classes, places, 1);
            if (_outputs[i].Objectness is { } objectness)
            {
                yield return (objectness, places, 1);
            }

            yield return (_outputs[i].Boxes, places, BoxNumbers);
            yield return (_outputs[i].Points, places, PointNumbers);
        }
    }

    private static bool Fits(IModelOutputs outputs, int output, int batch, long places, int numbers)
        => outputs.Output(output).Values.Length == batch * places * numbers && !OutputFinder.IsInPlanes(outputs.Output(output).Shape, numbers);
}
