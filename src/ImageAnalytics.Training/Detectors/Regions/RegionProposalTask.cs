using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Trainers;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>
/// Trains a detector that proposes regions and looks at each again, all parts at once (Ren et al., Faster R-CNN, 2015), with masks if wanted
/// (He et al., Mask R-CNN, 2017).
/// </summary>
internal sealed class RegionProposalTask : ITrainingTask<RegionBatch>, IDisposable
{
    private const double AnchorBeta = 1.0 / 9, RegionBeta = 1;
    private readonly RegionProposalOptions _options;
    private readonly DetectorData _data;
    private readonly AnchorGrid _anchors;
    private readonly RegionNetworks _networks;

    private RegionProposalTask(RegionProposalOptions options, DetectorData data, AnchorGrid anchors, RegionNetworks networks)
        => (_options, _data, _anchors, _networks) = (options, data, anchors, networks);

    public IReadOnlyList<TorchNetwork> Networks => _networks.All;

    public int Examples => _data.Train.Count;

    public string Figure => _options.Masks is null ? DetectionFigures.Ap : DetectionFigures.MaskAp;

    /// <summary>Makes a detector with random weights, and computes its anchors.</summary>
    /// <param name="options">Sizes; with <see cref="RegionProposalOptions.Masks"/> each object to learn from has a mask.</param>
    /// <param name="data">What it learns from; borrowed.</param>
    public static RegionProposalTask Create(RegionProposalOptions options, DetectorData data)
    {
        IEnumerable<string> missing = options.Masks is null ? [] : DetectorCheck.MissingEverywhere(data, o => o.Mask is not null, "a mask; use the family 'region-proposal', or data with masks");
        DetectorCheck.Require(options.Problems().Concat(missing), data);
        AnchorGrid anchors = AnchorGrid.Of(data.Train, options.Stride, options.Anchors);
        manual_seed(data.Seed);
        return new RegionProposalTask(options, data, anchors, new RegionNetworks(options, data.Channels, data.Classes.Count));
    }

    public RegionBatch Prepare(IReadOnlyList<int> examples, int epoch)
    {
        DetectionExample[] altered = [.. examples.Select(e => _data.Train.Altered(e, epoch))];
        return new RegionBatch(new PictureBatch(altered, _data.Input), _anchors, _options.LearnedAnchors, [.. examples.Select(e => _data.RandomOf(e, epoch))]);
    }

    public Tensor Loss(RegionBatch batch, IDictionary<string, double> parts)
    {
        using var scope = NewDisposeScope();
        Tensor[] grids = _networks.Features.Run(batch.Pictures.ToTensor());
        Tensor grid = grids[^1];
        (Tensor scores, Tensor deltas) = RegionReader.AnchorRows(_networks.Proposals.Run(grid));
        EdgeBox[][] proposals = ProposalReader.Read(scores, deltas, batch.Anchors, batch.Pictures.Width, batch.Pictures.Height, _options);
        RegionTargets targets = new(batch, proposals, _options, _data.Classes.Count);
        Tensor total = Noted(parts, "proposal", AnchorLoss(batch, scores, deltas)) + Noted(parts, "region", RegionLoss(grid, targets));
        if (_networks.Masks is not null && targets.Masked.Count > 0)
        {
            total = total + Noted(parts, "mask", MaskLoss(grids[0], targets));
        }

        return total.MoveToOuterDisposeScope();
    }

    public IReadOnlyDictionary<string, double> Validate()
        => ValidationRun.Figures(_data.Validation, _data.Input, _options.Masks?.MaskThreshold, _data.BatchSize, batch => Detect(batch.ToTensor()));

    /// <summary>The detector as it is.</summary>
    public DetectorExport Export() => RegionExport.Write(_networks, _anchors, _options, _data.Channels, _data.Classes.Count);

    public void Dispose() => _networks.Dispose();

    /// <summary>The objects of each picture.</summary>
    internal IReadOnlyList<IReadOnlyList<FoundObject>> Detect(Tensor pictures) => new RegionReader(_networks, _anchors, _options, _data.Classes.Count).Read(pictures);

    private static Tensor Noted(IDictionary<string, double> parts, string name, Tensor loss)
    {
        parts[name] = loss.item<float>();
        return loss;
    }

    private static Tensor AnchorLoss(RegionBatch batch, Tensor scores, Tensor deltas)
    {
        // Where crowds cover everything, there is nothing to learn.
        Tensor loss = batch.Learned.Count == 0 ? scores.sum() * 0
            : nn.functional.binary_cross_entropy_with_logits(scores.flatten().index_select(0, tensor(batch.Learned)), tensor(batch.Labels));
        if (batch.Positives.Count == 0)
        {
            return loss;
        }

        Tensor found = deltas.reshape(-1, BoxDelta.Count).index_select(0, tensor(batch.Positives));
        return loss + (nn.functional.smooth_l1_loss(found, tensor(batch.Deltas.ToArray(), found.shape), beta: AnchorBeta) * BoxDelta.Count);
    }

    private Tensor RegionLoss(Tensor grid, RegionTargets targets)
    {
        Tensor[] said = _networks.Regions.Run(RegionAlign.Cut(grid, targets.Regions.ToArray(), RegionNetworks.RegionSide, _options.Stride));
        Tensor loss = targets.Classes.All(c => c == RegionTargets.Nothing) ? said[0].sum() * 0
            : nn.functional.cross_entropy(said[0], tensor(targets.Classes), ignore_index: RegionTargets.Nothing);
        if (targets.Positives.Count == 0)
        {
            return loss;
        }

        Tensor found = said[1].index_select(0, tensor(targets.Positives));
        return loss + (nn.functional.smooth_l1_loss(found, tensor(targets.Deltas.ToArray(), found.shape), beta: RegionBeta) * BoxDelta.Count);
    }

    private Tensor MaskLoss(Tensor grid, RegionTargets targets)
    {
        Tensor regions = RegionAlign.Cut(grid, targets.MaskRegions.ToArray(), RegionNetworks.MaskInputSide, _options.MaskStride).index_select(0, tensor(targets.Masked));
        Tensor found = _networks.Masks!.Run(regions)[0];
        if (found.shape[1] > 1)
        {
            long count = targets.Masked.Count, all = found.shape[1];
            found = found.flatten(0, 1).index_select(0, arange(count) * all + tensor(targets.MaskClasses));
        }

        return nn.functional.binary_cross_entropy_with_logits(found.reshape(-1), tensor(targets.Masks));
    }
}
