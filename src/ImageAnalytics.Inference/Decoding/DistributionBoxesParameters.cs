using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>distribution-boxes</c>.</summary>
/// <param name="Bins">Numbers in each side's distribution: bin i stands for i strides.</param>
/// <param name="Levels">The grids.</param>
public sealed record DistributionBoxesParameters(int Bins, IReadOnlyList<DistributionLevel> Levels) : DecoderParameters
{
    internal static DistributionBoxesParameters Read(YamlMap map)
    {
        List<DistributionLevel> levels = [];
        IReadOnlyList<YamlNode> nodes = map.List("levels", required: true, longest: 16);
        if (map.Has("levels") && nodes.Count == 0)
        {
            map.Problems.Add(map.Place("levels"), "'levels' is empty; expected the outputs of each grid, with its stride.");
        }

        foreach (YamlNode node in nodes)
        {
            YamlMap level = new(node, "levels", map.Problems);
            levels.Add(new DistributionLevel((int)level.Whole("stride", 1, 1024), level.Text("scores"), level.Text("boxes")));
            level.End();
        }

        return new DistributionBoxesParameters((int)map.Whole("bins", 2, 256), levels);
    }
}
