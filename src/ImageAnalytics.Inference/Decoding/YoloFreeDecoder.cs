using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Detectors without anchors: FastestDet (one grid), YOLOX (three grids) and their kind.</summary>
/// <remarks>After the published post-processing of FastestDet, and of YOLOX (Ge et al. 2021, section 2).</remarks>
internal sealed class YoloFreeDecoder(YoloFreeParameters parameters) : IDetectionDecoder
{
    public const int Revision = 1;

    private const int BoxNumbers = 5;

    private int _output;

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _output = OutputFinder.Find(outputs, parameters.Output, "output", problems);
        if (problems.Count > before)
        {
            return;
        }

        TensorView view = outputs.Output(_output);
        long channels = BoxNumbers + frame.Classes, cells = Grids(frame).Sum(g => (long)g.Columns * g.Rows);
        bool fits = parameters.ChannelsFirst
            ? view.Shape.Length == 4 && view.Shape[1] == channels
            : view.Shape.Length == 3 && view.Shape[2] == channels && view.Shape[1] == cells;
        if (!fits)
        {
            string expected = parameters.ChannelsFirst ? $"[{frame.Batch}, {channels}, rows, columns]" : $"[{frame.Batch}, {cells}, {channels}]";
            problems.Add($"The output '{outputs.OutputNames[_output]}' has the shape {OutputFinder.Text(view.Shape)}; yolo-free with {frame.Classes} labels expects {expected}.");
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
    {
        TensorView view = outputs.Output(_output);
        ReadOnlySpan<float> values = view.Item(item, frame.Batch);
        if (parameters.ChannelsFirst)
        {
            int rows = (int)view.Shape[2], columns = (int)view.Shape[3];
            Grid grid = new(columns, rows, (double)frame.Width / columns, (double)frame.Height / rows);
            DecodeGrid(values, 0, rows * columns, 1, grid, frame, minConfidence, found);
            return;
        }

        int start = 0, channels = BoxNumbers + frame.Classes;
        foreach (Grid grid in Grids(frame))
        {
            DecodeGrid(values, start, 1, channels, grid, frame, minConfidence, found);
            start += grid.Columns * grid.Rows * channels;
        }
    }

    private IEnumerable<Grid> Grids(DecoderFrame frame)
        => parameters.Strides.Select(s => new Grid((frame.Width + s - 1) / s, (frame.Height + s - 1) / s, s, s));

    // channelStep and cellStep: distances between neighbours in the flat output.
    private void DecodeGrid(
        ReadOnlySpan<float> values, int start, int channelStep, int cellStep, Grid grid, DecoderFrame frame, double minConfidence, ICollection<Detection> found)
    {
        int objectnessAt = parameters.ObjectnessFirst ? 0 : 4, boxAt = parameters.ObjectnessFirst ? 1 : 0;
        for (int cell = 0; cell < grid.Columns * grid.Rows; cell++)
        {
            int at = start + (cell * cellStep);
            double objectness = Math.Pow(values[at + (objectnessAt * channelStep)], parameters.ObjectnessPower);
            // A class score is at most 1: a cell whose objectness is too small needs no look at its classes.
            if (!(objectness >= minConfidence))
            {
                continue;
            }

            int classId = BestClass.Of(values, at + (BoxNumbers * channelStep), channelStep, frame.Classes, 0, out float classScore);
            if (classId < 0)
            {
                continue;
            }

            double confidence = Math.Pow(Confidences.Of(values[at + (objectnessAt * channelStep)]), parameters.ObjectnessPower) * Math.Pow(Confidences.Of(classScore), parameters.ClassPower);
            if (!(confidence >= minConfidence))
            {
                continue;
            }

            int box = at + (boxAt * channelStep);
            double x = (Centre(values[box]) + (cell % grid.Columns)) * grid.StrideX;
            double y = (Centre(values[box + channelStep]) + (cell / grid.Columns)) * grid.StrideY;
            (double width, double height) = (values[box + (2 * channelStep)], values[box + (3 * channelStep)]);
            (width, height) = parameters.Size == SizeForm.Sigmoid
                ? (Sigmoid(width) * frame.Width, Sigmoid(height) * frame.Height)
                : (Math.Exp(width) * grid.StrideX, Math.Exp(height) * grid.StrideY);
            found.Add(new Detection(BoundingBox.FromCxCyWh(x, y, width, height), classId, (float)confidence));
        }
    }

    private double Centre(double value) => parameters.Centre switch
    {
        CentreForm.Tanh => Math.Tanh(value),
        CentreForm.Sigmoid => Sigmoid(value),
        _ => value,
    };

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private readonly record struct Grid(int Columns, int Rows, double StrideX, double StrideY);
}
