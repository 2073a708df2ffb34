using ImageAnalytics.Training.Detectors.Regions;
using ImageAnalytics.Training.Detectors.SingleShot;
using ImageAnalytics.Training.Families.Classification;
using ImageAnalytics.Training.Families.Faces;
using ImageAnalytics.Training.Families.Style;

namespace ImageAnalytics.Training.Families;

/// <summary>The families that recipes can name.</summary>
internal static class FamilyCatalog
{
    private static readonly IModelFamily[] s_families =
    [
        new ClassifierFamily(), new SingleShotFamily(points: false), new SingleShotFamily(points: true), new RegionProposalFamily(masks: false), new RegionProposalFamily(masks: true),
        new FaceEmbeddingFamily(), new StyleFamily(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_families.Select(f => f.Name)];

    /// <summary>The family of a name; null when there is none.</summary>
    public static IModelFamily? Find(string name) => s_families.FirstOrDefault(f => f.Name == name);
}
