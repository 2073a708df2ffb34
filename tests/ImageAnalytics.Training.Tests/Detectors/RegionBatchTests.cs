using ImageAnalytics.Training.Detectors;
using ImageAnalytics.Training.Detectors.Regions;
using ImageAnalytics.Training.Tests.Trainers;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Detectors;

// Weights are drawn from torch's one generator: a test beside it that draws as well would change them.
[Collection(nameof(TorchRandomness))]
public sealed class RegionBatchTests
{
    [Fact]
    public void EqualBatches_GiveEqualLosses()
    {
        DetectorData data = TrainedDetector.Data(4);
        double[] losses = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using RegionProposalTask task = RegionProposalTask.Create(RegionProposalTests.Small with { Masks = RegionProposalTests.SmallMasks }, data);
            using RegionBatch batch = task.Prepare([0, 1, 2], 5);
            using var scope = NewDisposeScope();
            return (double)task.Loss(batch, new Dictionary<string, double>()).item<float>();
        })];
        Assert.Equal(losses[0], losses[1]);
    }
}
