using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Detectors;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Detectors.SingleShot;
using ImageAnalytics.Training.Tests.Trainers;
using ImageAnalytics.Training.Trainers;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Detectors;

[Collection(nameof(TorchRandomness))]
public sealed class SingleShotTests
{
    private const double Tolerance = 1e-4;

    private static readonly SingleShotOptions s_small = new()
    {
        Features = new PyramidOptions { Widths = [8, 12, 16, 24], Blocks = [1, 1, 1, 1], Neck = 24 }, Strides = [8, 16], HeadDepth = 1,
    };

    [Fact]
    public void Detector_LearnsShapes_AndTheProgramReadsItsExport()
    {
        DetectorData data = TrainedDetector.Data(24);
        using SingleShotTask task = SingleShotTask.Create(s_small with { MinConfidence = 0.2 }, data);
        TrainedDetector.Train(task, 150, 8, 0.006);
        IReadOnlyDictionary<string, double> figures = TrainedDetector.Figures(task.Export(), ModelTasks.Detection, data);
        Assert.InRange(figures[DetectionFigures.Ap50], 0.9, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Export_GivesWhatTheNetworksGive(bool points)
    {
        DetectorData data = TrainedDetector.Data(8, points);
        SingleShotOptions options = s_small with { Points = points };
        using SingleShotTask task = SingleShotTask.Create(options, data);
        TrainedDetector.Train(task, 6, 4, 0.005);
        using InferenceSession session = new(task.Export().Network);
        foreach (long[] shape in (long[][])[[2, 3, 96, 128], [1, 3, 160, 64], [3, 3, 32, 32]])
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            Tensor pictures = randn(shape);
            (Tensor scores, Tensor boxes, Tensor? five) = task.Parts.Run(pictures);
            CellGrid[] grids = CellGrid.Of(options.Strides, (int)shape[3], (int)shape[2]);
            Tensor[] expected = points ? Faces(scores.sigmoid(), boxes, five!, grids) : [Rows(scores.sigmoid(), boxes, grids)];
            OnnxParity.AssertEqual(session, pictures, expected, Tolerance);
        }
    }

    [Fact]
    public void Faces_AreReadWithTheirPoints()
    {
        DetectorData data = TrainedDetector.Data(16, faces: true);
        using SingleShotTask task = SingleShotTask.Create(s_small with { Points = true, PointWeight = 2, MinConfidence = 0.2 }, data);
        TrainedDetector.Train(task, 120, 8, 0.006);
        (int faces, double farthest) = FaceLook.Compare(task.Export(), data);
        Assert.InRange(faces, 1, int.MaxValue);
        Assert.InRange(farthest, 0, 4);
    }

    [Fact]
    public void FacesOfSeveralClasses_AreValidatedAsOne()
    {
        ShapeExamples faces = new(8, TrainedDetector.Width, TrainedDetector.Height, faces: true), masked = new(8, TrainedDetector.Width, TrainedDetector.Height, faces: true, kind: 1);
        DetectorData one = TrainedDetector.Data(8, faces: true) with { Train = faces, Validation = faces }, two = one with { Classes = ["face", "face-masked"], Validation = masked };
        using SingleShotTask first = SingleShotTask.Create(s_small with { Points = true }, one), second = SingleShotTask.Create(s_small with { Points = true }, two);
        Assert.Equal(first.Validate(), second.Validate());
    }

    [Fact]
    public void NothingToValidateWith_IsRefused()
    {
        DetectorData data = TrainedDetector.Data(4);
        TrainingException error = Assert.Throws<TrainingException>(() => SingleShotTask.Create(s_small, data with { Validation = new ShapeExamples(3, TrainedDetector.Width, TrainedDetector.Height, objects: 0) }));
        Assert.Contains("None of the 3 pictures to validate with shows an object, so nothing could be measured.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InputThatCutsPictures_IsRefused()
    {
        DetectorData data = TrainedDetector.Data(2);
        DetectorData cut = data with { Input = data.Input with { Preparation = data.Input.Preparation with { Mode = ResizeMode.Crop } } };
        Assert.Contains("'resize' of the input cuts off parts of the pictures, with the objects there; expected 'letterbox', 'stretch' or 'shorter-side'.", Assert.Throws<TrainingException>(() => SingleShotTask.Create(s_small, cut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PictureWithoutObjects_IsLearnedFrom()
    {
        DetectorData data = TrainedDetector.Data(4);
        using SingleShotTask task = SingleShotTask.Create(s_small, data);
        DetectionExample empty = data.Train[0] with { Objects = [] };
        using SingleShotBatch batch = new([empty, empty], data.Input, s_small);
        using var scope = NewDisposeScope();
        Tensor loss = task.Loss(batch, new Dictionary<string, double>());
        loss.backward();
        Assert.True(float.IsFinite(loss.item<float>()));
    }

    [Fact]
    public void FacesWithoutPoints_AreRefused()
        => Assert.Contains(
            "No object to learn from has five points",
            Assert.Throws<TrainingException>(() => SingleShotTask.Create(s_small with { Points = true }, TrainedDetector.Data(2))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void OptionsOutOfRange_AreRefusedAllAtOnce()
    {
        TrainingException error = Assert.Throws<TrainingException>(
            () => SingleShotTask.Create(s_small with { Strides = [16, 8], HeadDepth = 9, Focus = double.NaN }, TrainedDetector.Data(1) with { Input = TrainedDetector.Input(100, 96) }));
        foreach (string part in (string[])["'strides' is [16, 8]", "'headDepth' is 9", "'focus' is NaN", "The input is 100 x 96"])
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    // Centre and size in pixels, then scores, of all cells.
    private static Tensor Rows(Tensor scores, Tensor boxes, CellGrid[] grids)
    {
        Tensor pixels = (boxes + Places(grids, 2)) * Strides(grids);
        Tensor from = pixels[.., .., ..2], to = pixels[.., .., 2..];
        return cat([(from + to) / 2, to - from, scores], 2);
    }

    private static Tensor[] Faces(Tensor scores, Tensor boxes, Tensor five, CellGrid[] grids)
    {
        List<Tensor> all = [];
        int at = 0;
        foreach (CellGrid grid in grids)
        {
            Tensor own = boxes.narrow(1, at, grid.Count);
            all.Add(scores.narrow(1, at, grid.Count));
            all.Add(cat([-own[.., .., ..2] - 0.5, own[.., .., 2..] + 0.5], 2));
            all.Add(five.narrow(1, at, grid.Count) + 0.5);
            at += grid.Count;
        }

        return [.. all];
    }

    private static Tensor Places(CellGrid[] grids, int times)
    {
        float[] numbers = [.. grids.SelectMany(g => Enumerable.Range(0, g.Count).SelectMany(c => Enumerable.Repeat(new[] { g.Centre(c).X / g.Stride, g.Centre(c).Y / g.Stride }, times).SelectMany(p => p)))];
        return tensor(numbers, [1, grids.Sum(g => g.Count), 2 * times]);
    }

    private static Tensor Strides(CellGrid[] grids)
        => tensor((float[])[.. grids.SelectMany(g => Enumerable.Repeat((float)g.Stride, g.Count))], [1, grids.Sum(g => g.Count), 1]);
}
