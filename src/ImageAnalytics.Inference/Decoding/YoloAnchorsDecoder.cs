using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Raw heads of detectors with anchors: YOLOv2 to v5, v7 and their kind.</summary>
/// <remarks>
/// Sources: YOLO9000 (Redmon and Farhadi 2017, section 2, direct location prediction); YOLOv3 (2018, section 2.1); the wider centre of
/// YOLOv4 (Bochkovskiy et al. 2020, section 3.4, grid sensitivity); the squared size as YOLOv5 publishes it.
/// </remarks>
internal sealed class YoloAnchorsDecoder(YoloAnchorsParameters parameters) : IDetectionDecoder
{
    public const int Revision = 1;

    private const int BoxNumbers = 5, ObjectnessAt = 4;

    private int[] _outputs = [];

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _outputs = [.. parameters.Levels.Select(l => OutputFinder.Find(outputs, l.Output, "levels.output", problems))];
        for (int i = 0; problems.Count == before && i < _outputs.Length; i++)
        {
            ReadOnlySpan<long> shape = outputs.Output(_outputs[i]).Shape;
            if (!Fits(shape, parameters.Levels[i], frame))
            {
                problems.Add(
                    $"The output '{outputs.OutputNames[_outputs[i]]}' has the shape {OutputFinder.Text(shape)}; yolo-anchors with "
                    + $"{parameters.Levels[i].Anchors.Count} anchors and {frame.Classes} labels expects {Expected(parameters.Levels[i], frame)}.");
                return;
            }
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            TensorView view = outputs.Output(_outputs[i]);
            ReadOnlySpan<float> values = view.Item(item, frame.Batch);
            AnchorLevel level = parameters.Levels[i];
            (int rows, int columns) = GridOf(view.Shape);
            for (int anchor = 0; anchor < level.Anchors.Count; anchor++)
            {
                DecodeAnchor(values, new Grid(columns, rows, (double)frame.Width / columns, (double)frame.Height / rows), level, anchor, frame, minConfidence, found);
            }
        }
    }

    private void DecodeAnchor(
        ReadOnlySpan<float> values, Grid grid, AnchorLevel level, int anchor, DecoderFrame frame, double minConfidence, ICollection<Detection> found)
    {
        (int start, int step, int cellStep) = Steps(grid, level, anchor, BoxNumbers + frame.Classes);
        (double anchorWidth, double anchorHeight) = level.Anchors[anchor];
        double reach = level.CentreScale ?? parameters.CentreScale;
        (anchorWidth, anchorHeight) = parameters.AnchorsInCells ? (anchorWidth * grid.StrideX, anchorHeight * grid.StrideY) : (anchorWidth, anchorHeight);
        for (int cell = 0; cell < grid.Columns * grid.Rows; cell++)
        {
            int at = start + (cell * cellStep);
            // A class score is at most 1: a cell whose objectness is too small needs no look at its classes.
            double objectness = Sigmoid(values[at + (ObjectnessAt * step)]);
            if (!(objectness >= minConfidence))
            {
                continue;
            }

            int classId = BestClass.Of(values, at + (BoxNumbers * step), step, frame.Classes, float.NegativeInfinity, out float logit);
            double confidence = classId < 0 ? 0 : objectness * (parameters.Softmax ? Softmax(values, at + (BoxNumbers * step), step, frame.Classes, logit) : Sigmoid(logit));
            if (classId < 0 || !(confidence >= minConfidence))
            {
                continue;
            }

            double x = (Centre(values[at], reach) + (cell % grid.Columns)) * grid.StrideX, y = (Centre(values[at + step], reach) + (cell / grid.Columns)) * grid.StrideY;
            double width = anchorWidth * Factor(values[at + (2 * step)]), height = anchorHeight * Factor(values[at + (3 * step)]);
            found.Add(new Detection(BoundingBox.FromCxCyWh(x, y, width, height), classId, (float)confidence));
        }
    }

    // Where an anchor's numbers begin, and the distances to its next number and to the next cell.
    private (int Start, int Step, int CellStep) Steps(Grid grid, AnchorLevel level, int anchor, int numbers)
    {
        int cells = grid.Columns * grid.Rows;
        return parameters.Layout switch
        {
            AnchorLayout.CellsChannels => (anchor * numbers, 1, level.Anchors.Count * numbers),
            AnchorLayout.AnchorsCells => (anchor * cells * numbers, 1, numbers),
            _ => (anchor * numbers * cells, cells, 1),
        };
    }

    private (int Rows, int Columns) GridOf(ReadOnlySpan<long> shape) => parameters.Layout == AnchorLayout.CellsChannels
        ? ((int)shape[1], (int)shape[2])
        : ((int)shape[2], (int)shape[3]);

    private bool Fits(ReadOnlySpan<long> shape, AnchorLevel level, DecoderFrame frame)
    {
        int numbers = BoxNumbers + frame.Classes, anchors = level.Anchors.Count;
        return parameters.Layout switch
        {
            AnchorLayout.CellsChannels => shape.Length == 4 && shape[3] == anchors * numbers,
            AnchorLayout.AnchorsCells => shape.Length == 5 && shape[1] == anchors && shape[4] == numbers,
            _ => shape.Length == 4 && shape[1] == anchors * numbers,
        };
    }

    private string Expected(AnchorLevel level, DecoderFrame frame)
    {
        int numbers = BoxNumbers + frame.Classes, anchors = level.Anchors.Count;
        return parameters.Layout switch
        {
            AnchorLayout.CellsChannels => $"[{frame.Batch}, rows, columns, {anchors * numbers}]",
            AnchorLayout.AnchorsCells => $"[{frame.Batch}, {anchors}, rows, columns, {numbers}]",
            _ => $"[{frame.Batch}, {anchors * numbers}, rows, columns]",
        };
    }

    private static double Centre(double value, double reach) => (reach * Sigmoid(value)) - ((reach - 1) / 2);

    private double Factor(double value) => parameters.Size == AnchorSizeForm.Exp ? Math.Exp(value) : Math.Pow(2 * Sigmoid(value), 2);

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static double Softmax(ReadOnlySpan<float> values, int start, int step, int classes, float best)
    {
        double sum = 0;
        for (int c = 0, at = start; c < classes; c++, at += step)
        {
            sum += Math.Exp((double)values[at] - best);
        }

        return 1 / sum;
    }

    private readonly record struct Grid(int Columns, int Rows, double StrideX, double StrideY);
}
