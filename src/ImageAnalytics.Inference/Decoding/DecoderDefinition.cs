using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>A decoder that model.yaml can name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revision">Its revision; see <see cref="DecoderCatalog.RevisionOf"/>.</param>
/// <param name="Task">The task of its models.</param>
/// <param name="Read">Reads its parameters and adds problems to the map's.</param>
/// <param name="Make">Makes it.</param>
internal sealed record DecoderDefinition(
    string Name, int Revision, string Task, Func<YamlMap, DecoderParameters> Read, Func<DecoderParameters, IOutputDecoder> Make)
{
    /// <summary>Every task of its models.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [Task];
}
