using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Trainers;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>
/// Trains a detector in one step without anchors: FCOS (Tian et al. 2019), where a cell's score is to say how well its box fits
/// (Li et al., Generalized focal loss, 2020), so that the best box of several is kept.
/// </summary>
internal sealed class SingleShotTask : ITrainingTask<SingleShotBatch>, IDisposable
{
    private const float ValidationConfidence = 0.05f;
    private const string Face = "face";
    private readonly SingleShotOptions _options;
    private readonly DetectorData _data;
    private readonly SingleShotNetworks _networks;
    private readonly int _classes;

    private SingleShotTask(SingleShotOptions options, DetectorData data, SingleShotNetworks networks)
        => (_options, _data, _networks, _classes) = (options, data, networks, data.Classes.Count);

    public IReadOnlyList<TorchNetwork> Networks => [_networks.Features, _networks.Head];

    public int Examples => _data.Train.Count;

    public string Figure => DetectionFigures.Ap;

    /// <summary>Makes a detector with random weights.</summary>
    /// <param name="options">Sizes; with <see cref="SingleShotOptions.Points"/> all objects are faces, of one class.</param>
    /// <param name="data">What it learns from; borrowed.</param>
    public static SingleShotTask Create(SingleShotOptions options, DetectorData data)
    {
        data = options.Points ? data with { Classes = [Face], Train = new OneClassExamples(data.Train), Validation = new OneClassExamples(data.Validation) } : data;
        IEnumerable<string> missing = options.Points ? DetectorCheck.MissingEverywhere(data, o => o.Points.Count > 0, "five points; expected COCO annotations with five 'keypoints'") : [];
        DetectorCheck.Require(options.Problems().Concat(missing), data);
        manual_seed(data.Seed);
        return new SingleShotTask(options, data, new SingleShotNetworks(options, data.Channels, data.Classes.Count));
    }

    public SingleShotBatch Prepare(IReadOnlyList<int> examples, int epoch)
    {
        DetectionExample[] altered = [.. examples.Select(e => _data.Train.Altered(e, epoch))];
        return new SingleShotBatch(altered, _data.Input, _options);
    }

    public Tensor Loss(SingleShotBatch batch, IDictionary<string, double> parts)
    {
        using var scope = NewDisposeScope();
        (Tensor scores, Tensor boxes, Tensor? points) = _networks.Run(batch.Pictures.ToTensor());
        int count = batch.Positives.Count;
        Tensor flat = scores.reshape(-1, _classes), targets = zeros_like(flat), total = zeros(1).sum();
        if (count > 0)
        {
            Tensor places = tensor(batch.Positives), own = boxes.reshape(-1, BoxDelta.Count).index_select(0, places);
            (Tensor overlap, Tensor generalised) = BoxLoss.Overlap(own, tensor(batch.Boxes.ToArray(), [count, BoxDelta.Count]));
            Tensor box = (1 - generalised).mean() * _options.BoxWeight;
            targets.index_put_(overlap.detach().clamp(0, 1), places, tensor(batch.Classes));
            parts["box"] = box.item<float>();
            total = total + box;
            if (points is not null && batch.WithPoints.Count > 0)
            {
                Tensor point = PointLoss(batch, points.reshape(-1, 10).index_select(0, places));
                parts["points"] = point.item<float>();
                total = total + point;
            }
        }

        Tensor losses = FocalLoss.Of(flat, targets, _options.Focus);
        if (batch.Ignored.Count > 0)
        {
            losses = losses.index_fill(0, tensor(batch.Ignored), 0);
        }

        Tensor score = losses.sum() / Math.Max(1, count);
        parts["score"] = score.item<float>();
        return (total + score).MoveToOuterDisposeScope();
    }

    public IReadOnlyDictionary<string, double> Validate() => ValidationRun.Figures(_data.Validation, _data.Input, maskThreshold: null, _data.BatchSize, Detect);

    /// <summary>The detector as it is.</summary>
    public DetectorExport Export() => SingleShotExport.Write(_networks, _options, _data.Channels, _classes);

    public void Dispose() => _networks.Dispose();

    /// <summary>The objects of each picture.</summary>
    internal IReadOnlyList<IReadOnlyList<FoundObject>> Detect(PictureBatch batch)
    {
        (Tensor scores, Tensor boxes, _) = _networks.Run(batch.ToTensor());
        return SingleShotReader.Read(scores, boxes, CellGrid.Of(_options.Strides, batch.Width, batch.Height), _options, ValidationConfidence);
    }

    internal SingleShotNetworks Parts => _networks;

    private Tensor PointLoss(SingleShotBatch batch, Tensor found)
    {
        Tensor own = found.index_select(0, tensor(batch.WithPoints));
        return nn.functional.smooth_l1_loss(own, tensor(batch.Points.ToArray(), own.shape), beta: 0.2) * _options.PointWeight;
    }
}
