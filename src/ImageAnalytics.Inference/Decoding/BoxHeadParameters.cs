using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters <c>box</c> of networks in parts: what each proposal is, and where exactly.</summary>
public sealed record BoxHeadParameters
{
    private static readonly Dictionary<string, bool> s_regressions = new() { ["by-class"] = true, ["shared"] = false };

    /// <summary>Its inputs.</summary>
    public RegionHeadParameters Inputs { get; init; } = new("", "", null);

    /// <summary>The output with a number for each class, the background's among them: [regions, classes + 1].</summary>
    public string Scores { get; init; } = "";

    /// <summary>
    /// The output with dx, dy, dw, dh: [regions, 4 × classes] or [regions, 4 × (classes + 1)] where each class has its own, [regions, 4] otherwise.
    /// </summary>
    public string Deltas { get; init; } = "";

    /// <summary>What the four deltas are divided by.</summary>
    public IReadOnlyList<double> DeltaWeights { get; init; } = [1, 1, 1, 1];

    /// <summary>The network's number for the background; labels are counted without it.</summary>
    public int Background { get; init; }

    /// <summary>Whether each class has deltas of its own.</summary>
    public bool ByClass { get; init; } = true;

    /// <summary>Whether the softmax must still be applied to the scores.</summary>
    public bool Softmax { get; init; }

    internal static BoxHeadParameters Read(YamlMap map)
    {
        IReadOnlyList<double> weights = map.Numbers("deltaWeights", 1e-6, 1e6);
        if (weights.Count is not (0 or 4))
        {
            map.Problems.Add(map.Place("deltaWeights"), $"'deltaWeights' has {weights.Count} numbers; expected 4, for dx, dy, dw and dh.");
        }

        BoxHeadParameters parameters = new()
        {
            Inputs = RegionHeadParameters.Read(map),
            Scores = map.Text("scores"),
            Deltas = map.Text("deltas"),
            DeltaWeights = weights.Count == 4 ? weights : [1, 1, 1, 1],
            Background = (int)map.Whole("background", 0, 100_000, 0),
            ByClass = map.Choice<bool>("regression", s_regressions, true),
            Softmax = map.Flag("softmax", false),
        };
        map.End();
        return parameters;
    }
}
