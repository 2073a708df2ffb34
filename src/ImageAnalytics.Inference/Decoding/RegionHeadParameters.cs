using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>The inputs of a part that looks at regions.</summary>
/// <param name="Features">The input that takes the features.</param>
/// <param name="Boxes">The input that takes the boxes, 32-bit floats [regions, 4]: left, top, right, bottom in pixels of the prepared
/// picture; where the network says [regions, 5], each box's picture in the run stands before them.</param>
/// <param name="Batch">The input that takes each box's picture in the run, 64-bit whole numbers [regions]; null where there is none.</param>
public sealed record RegionHeadParameters(string Features, string Boxes, string? Batch)
{
    internal static RegionHeadParameters Read(YamlMap map)
        => new(map.Text("features"), map.Text("boxes"), map.Has("batch") ? map.Text("batch") : null);
}
