using ImageAnalytics.Fuzz.Running;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>Everything that reads files of others.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
        [.. PictureTargets.All, .. PipelineTargets.All, .. CardTargets.All, .. DatasetTargets.All, .. ResultTargets.All, .. WorkerTargets.All, .. TemplateTargets.All];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
