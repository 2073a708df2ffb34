using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Detectors that propose regions, with masks or without.</summary>
/// <param name="masks">Whether objects are cut out.</param>
internal sealed class RegionProposalFamily(bool masks) : DetectorFamily
{
    public override string Name => masks ? "mask-rcnn" : "region-proposal";

    public override string Task => masks ? ModelTasks.InstanceSegmentation : ModelTasks.Detection;

    public override FamilyOptions ReadNetwork(YamlMap network)
    {
        RegionProposalOptions standard = new();
        RegionProposalOptions options = new()
        {
            Features = PyramidReader.Read(network),
            Stride = (int)network.Whole("stride", 4, 16, standard.Stride),
            Anchors = (int)network.Whole("anchors", 1, 32, standard.Anchors),
            ProposalsBefore = (int)network.Whole("proposalsBefore", 10, 5000, standard.ProposalsBefore),
            ProposalsAfter = (int)network.Whole("proposalsAfter", 5, 1000, standard.ProposalsAfter),
            ProposalNms = network.Number("proposalNms", 0, 1, standard.ProposalNms),
            LearnedAnchors = (int)network.Whole("learnedAnchors", 16, 1024, standard.LearnedAnchors),
            LearnedRegions = (int)network.Whole("learnedRegions", 8, 512, standard.LearnedRegions),
            ObjectShare = network.Number("objectShare", 0.1, 0.9, standard.ObjectShare),
            Hidden = (int)network.Whole("hidden", 16, 1024, standard.Hidden),
            LeastConfidence = network.Number("leastConfidence", 0, 1, standard.LeastConfidence),
            MinConfidence = network.Number("minConfidence", 0, 1, standard.MinConfidence),
            NmsThreshold = network.Number("nmsThreshold", 0, 1, standard.NmsThreshold),
            MaxDetections = (int)network.Whole("maxDetections", 1, 1000, standard.MaxDetections),
            Masks = masks ? ReadMasks(network.Map("masks", required: false)) : null,
        };
        return Checked(network, options, options.Problems());
    }

    protected override int MostFound(FamilyOptions network) => Math.Min(((RegionProposalOptions)network).MaxDetections, ((RegionProposalOptions)network).ProposalsAfter);

    protected override (TrainingResult Result, DetectorExport Export) TrainNetwork(
        TrainingJob job, DetectorData data, string digest, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        using RegionProposalTask task = RegionProposalTask.Create((RegionProposalOptions)job.Recipe.Network, data);
        return (job.Run(task, digest, observer, cancellationToken), task.Export());
    }

    private static MaskOptions ReadMasks(YamlMap? map)
    {
        MaskOptions standard = new();
        if (map is null)
        {
            return standard;
        }

        MaskOptions options = new()
        {
            Stride = (int)map.Whole("stride", 4, 16, standard.Stride),
            Channels = (int)map.Whole("channels", 8, 256, standard.Channels),
            Depth = (int)map.Whole("depth", 1, 6, standard.Depth),
            ByClass = map.Flag("byClass", standard.ByClass),
            LearnedMasks = (int)map.Whole("learnedMasks", 2, 128, standard.LearnedMasks),
            MaskThreshold = map.Number("maskThreshold", 0, 1, standard.MaskThreshold),
        };
        map.End();
        return options;
    }
}
