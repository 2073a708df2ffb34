using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>Detectors in one step; with points those of faces.</summary>
/// <param name="points">Whether five points are found with each box, which then are faces.</param>
internal sealed class SingleShotFamily(bool points) : DetectorFamily
{
    public override string Name => points ? "face-detector" : "single-shot";

    public override string Task => points ? ModelTasks.FaceDetection : ModelTasks.Detection;

    public override FamilyOptions ReadNetwork(YamlMap network)
    {
        SingleShotOptions standard = new();
        SingleShotOptions options = new()
        {
            Features = PyramidReader.Read(network),
            Strides = PyramidReader.Wholes(network, "strides", standard.Strides),
            HeadDepth = (int)network.Whole("headDepth", 1, 4, standard.HeadDepth),
            CentreRadius = network.Number("centreRadius", 0.5, 4, standard.CentreRadius),
            SizePerStride = network.Number("sizePerStride", 2, 16, standard.SizePerStride),
            Focus = network.Number("focus", 0, 5, standard.Focus),
            BoxWeight = network.Number("boxWeight", 0.1, 10, standard.BoxWeight),
            PointWeight = points ? network.Number("pointWeight", 0, 10, standard.PointWeight) : standard.PointWeight,
            Points = points,
            MinConfidence = network.Number("minConfidence", 0, 1, standard.MinConfidence),
            NmsThreshold = network.Number("nmsThreshold", 0, 1, standard.NmsThreshold),
            MaxDetections = (int)network.Whole("maxDetections", 1, 1000, standard.MaxDetections),
        };
        return Checked(network, options, options.Problems());
    }

    protected override int MostFound(FamilyOptions network) => ((SingleShotOptions)network).MaxDetections;

    protected override (TrainingResult Result, DetectorExport Export) TrainNetwork(
        TrainingJob job, DetectorData data, string digest, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        using SingleShotTask task = SingleShotTask.Create((SingleShotOptions)job.Recipe.Network, data);
        return (job.Run(task, digest, observer, cancellationToken), task.Export());
    }
}
