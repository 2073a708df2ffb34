using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Detectors;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Detectors.Regions;
using ImageAnalytics.Training.Tests.Trainers;
using ImageAnalytics.Training.Trainers;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Detectors;

[Collection(nameof(TorchRandomness))]
public sealed class RegionProposalTests
{
    private const double Tolerance = 1e-4;

    internal static readonly RegionProposalOptions Small = new()
    {
        Features = new PyramidOptions { Widths = [8, 12, 16, 24], Blocks = [1, 1, 1, 1], Neck = 24 },
        Anchors = 4, ProposalsBefore = 100, ProposalsAfter = 30, LearnedRegions = 24, Hidden = 48, MinConfidence = 0.3,
    };

    internal static readonly MaskOptions SmallMasks = new() { Channels = 16, Depth = 1, LearnedMasks = 6 };

    [Fact]
    public void Detector_LearnsShapes_AndTheProgramReadsItsExport()
    {
        DetectorData data = TrainedDetector.Data(24);
        using RegionProposalTask task = RegionProposalTask.Create(Small, data);
        TrainedDetector.Train(task, 120, 8, 0.005);
        Assert.InRange(TrainedDetector.Figures(task.Export(), ModelTasks.Detection, data)[DetectionFigures.Ap50], 0.9, 1);
    }

    [Fact]
    public void DetectorWithMasks_LearnsShapes_AndTheProgramReadsItsExport()
    {
        DetectorData data = TrainedDetector.Data(24);
        using RegionProposalTask task = RegionProposalTask.Create(Small with { Masks = SmallMasks }, data);
        TrainedDetector.Train(task, 150, 8, 0.005);
        IReadOnlyDictionary<string, double> figures = TrainedDetector.Figures(task.Export(), ModelTasks.InstanceSegmentation, data);
        Assert.InRange(figures[DetectionFigures.Ap50], 0.9, 1);
        Assert.InRange(figures[DetectionFigures.MaskAp50], 0.9, 1);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(4, true)]
    public void Export_FindsWhatTheNetworksFind(int stride, bool byClass)
    {
        DetectorData data = TrainedDetector.Data(8);
        using RegionProposalTask task = RegionProposalTask.Create(Small with { Stride = stride, LeastConfidence = 0.1, Masks = SmallMasks with { ByClass = byClass } }, data);
        TrainedDetector.Train(task, 40, 4, 0.005);
        using InferenceSession session = new(task.Export().Network);
        int objects = 0;
        foreach ((int width, int height) in (ReadOnlySpan<(int, int)>)[(128, 96), (64, 160), (96, 64)])
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            Tensor pictures = new PictureBatch([new ShapeExamples(1, width, height)[0]], data.Input).ToTensor();
            IReadOnlyList<FoundObject> expected = task.Detect(pictures)[0];
            (long[] Shape, float[] Numbers)[] found = OnnxParity.Run(session, pictures);
            Assert.Equal([expected.Count, 4], found[0].Shape);
            Assert.Equal([expected.Count, 1, MaskOptions.Side, MaskOptions.Side], found[3].Shape);
            AssertSame(expected, found);
            objects += expected.Count;
        }

        Assert.InRange(objects, 3, int.MaxValue);
    }

    [Fact]
    public void PictureUnderACrowd_TeachesNothingAndSpoilsNothing()
    {
        DetectorData data = TrainedDetector.Data(2);
        DetectionExample picture = data.Train[0];
        DetectionExample crowded = picture with { Objects = [new ExampleObject(0, new EdgeBox(0, 0, picture.Width, picture.Height)) { Crowd = true }] };
        using RegionProposalTask under = RegionProposalTask.Create(Small, data with { Train = new Same(crowded, data.Train) });
        using RegionBatch batch = under.Prepare([0], 0);
        using var scope = NewDisposeScope();
        Tensor loss = under.Loss(batch, new Dictionary<string, double>());
        loss.backward();
        Assert.True(float.IsFinite(loss.item<float>()));
    }

    [Fact]
    public void Export_FindsNothing_WhereNothingIsSureEnough()
    {
        DetectorData data = TrainedDetector.Data(2);
        using RegionProposalTask task = RegionProposalTask.Create(Small with { LeastConfidence = 1, MinConfidence = 1, Masks = SmallMasks }, data);
        TrainedDetector.Train(task, 1, 2, 1e-6);
        using InferenceSession session = new(task.Export().Network);
        (long[] Shape, float[] Numbers)[] found = OnnxParity.Run(session, zeros(1, 3, 64, 64));
        Assert.Equal([[0, 4], [0], [0], [0, 1, 28, 28]], found.Select(f => f.Shape));
    }

    [Fact]
    public void PictureWithoutObjects_IsLearnedFrom()
    {
        DetectorData data = TrainedDetector.Data(4);
        RegionProposalOptions options = Small with { Masks = SmallMasks };
        using RegionProposalTask task = RegionProposalTask.Create(options, data);
        DetectionExample empty = data.Train[0] with { Objects = [] };
        using RegionBatch batch = new(new PictureBatch([empty, empty], data.Input), AnchorGrid.Of(data.Train, 8, 4), 64, [new Random(1), new Random(2)]);
        using var scope = NewDisposeScope();
        Tensor loss = task.Loss(batch, new Dictionary<string, double>());
        loss.backward();
        Assert.True(float.IsFinite(loss.item<float>()));
    }

    [Fact]
    public void ObjectsWithoutMasks_AreRefusedWhereMasksAreWanted()
    {
        DetectorData data = TrainedDetector.Data(2);
        DetectorData boxes = data with { Train = new BoxesOnly(data.Train), Validation = new BoxesOnly(data.Validation) };
        TrainingException error = Assert.Throws<TrainingException>(() => RegionProposalTask.Create(Small with { Masks = SmallMasks }, boxes));
        Assert.Contains("No object to validate with has a mask", error.Message, StringComparison.Ordinal);
        RegionProposalTask.Create(Small, boxes).Dispose();
    }

    private sealed class BoxesOnly(IDetectionExamples examples) : IDetectionExamples
    {
        public int Count => examples.Count;

        public DetectionExample this[int index] => examples[index] with { Objects = [.. examples[index].Objects.Select(o => o with { Mask = null })] };

        public DetectionExample Altered(int index, int epoch) => this[index];
    }

    // Objects with almost equal confidence may change places.
    private static void AssertSame(IReadOnlyList<FoundObject> expected, (long[] Shape, float[] Numbers)[] found)
    {
        const int Each = MaskOptions.Side * MaskOptions.Side;
        HashSet<int> left = [.. Enumerable.Range(0, expected.Count)];
        foreach (FoundObject one in expected)
        {
            int row = left.MinBy(r => Math.Abs(one.Box.Left - found[0].Numbers[r * 4]) + Math.Abs(one.Box.Bottom - found[0].Numbers[(r * 4) + 3]) + Math.Abs(one.Confidence - found[1].Numbers[r]));
            left.Remove(row);
            EdgeBox box = one.Box;
            Assert.Equal(one.ClassId, (int)found[2].Numbers[row]);
            Assert.InRange(Math.Abs(one.Confidence - found[1].Numbers[row]), 0, Tolerance);
            Assert.InRange(OnnxParity.LargestDifference([box.Left, box.Top, box.Right, box.Bottom], found[0].Numbers[(row * 4)..((row * 4) + 4)]), 0, Tolerance);
            Assert.InRange(OnnxParity.LargestDifference(one.SoftMask!, found[3].Numbers[(row * Each)..((row + 1) * Each)]), 0, Tolerance);
        }
    }

    /// <summary>One picture first, then others.</summary>
    private sealed class Same(DetectionExample first, IDetectionExamples others) : IDetectionExamples
    {
        public int Count => others.Count + 1;

        public DetectionExample this[int index] => index == 0 ? first : others[index - 1];

        public DetectionExample Altered(int index, int epoch) => this[index];
    }
}
