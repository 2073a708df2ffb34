using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters <c>proposals</c> of networks in parts: how regions are proposed.</summary>
public sealed record ProposalParameters
{
    private const double FarthestEdge = 100_000;

    /// <summary>The output with a score for each anchor and cell, [N, anchors, rows, columns]; only their order counts.</summary>
    public string Scores { get; init; } = "";

    /// <summary>The output with dx, dy, dw, dh for each anchor and cell, [N, 4 × anchors, rows, columns].</summary>
    public string Deltas { get; init; } = "";

    /// <summary>The output with the features that the other parts take.</summary>
    public string Features { get; init; } = "";

    /// <summary>Pixels of the prepared picture per cell.</summary>
    public int Stride { get; init; }

    /// <summary>Boxes about the origin of a cell, in pixels of the prepared picture.</summary>
    public IReadOnlyList<BoundingBox> Anchors { get; init; } = [];

    /// <summary>Most proposals, by score, that are compared.</summary>
    public int Before { get; init; }

    /// <summary>Most proposals that go on.</summary>
    public int After { get; init; }

    /// <summary>Of two proposals whose IoU is above this, only the better stays.</summary>
    public double NmsThreshold { get; init; }

    /// <summary>Proposals with a shorter side are left out; pixels of the prepared picture.</summary>
    public double LeastSize { get; init; }

    internal static ProposalParameters Read(YamlMap map)
    {
        ProposalParameters parameters = new()
        {
            Scores = map.Text("scores"),
            Deltas = map.Text("deltas"),
            Features = map.Text("features"),
            Stride = (int)map.Whole("stride", 1, 1024),
            Anchors = [.. map.Rows("anchors", 4, -FarthestEdge, FarthestEdge, longest: 256).Select(a => BoundingBox.FromXyxy(a[0], a[1], a[2], a[3]))],
            Before = (int)map.Whole("before", 1, NonMaximumSuppression.MostCandidates),
            After = (int)map.Whole("after", 1, NonMaximumSuppression.MostCandidates),
            NmsThreshold = map.Number("nmsThreshold", 0, 1),
            LeastSize = map.Number("leastSize", 0, 8192, 0),
        };
        if (parameters.Anchors.Any(a => a.IsEmpty) || (map.Has("anchors") && parameters.Anchors.Count == 0))
        {
            map.Problems.Add(map.Place("anchors"), "'anchors' must hold at least one box, each as [left, top, right, bottom] with left < right and top < bottom.");
        }

        map.End();
        return parameters;
    }
}
