using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Chooses proposals from what is said about the anchors (Ren et al., Faster R-CNN, 2015, section 3.1).</summary>
internal static class ProposalReader
{
    /// <summary>The proposals of each picture, most likely first, cut to the picture.</summary>
    /// <param name="scores">Scores of all anchors, [N, anchors].</param>
    /// <param name="deltas">Deltas of all anchors, [N, anchors, 4].</param>
    /// <param name="anchors">The anchors of one picture.</param>
    /// <param name="width">Columns of the pictures.</param>
    /// <param name="height">Rows of the pictures.</param>
    /// <param name="options">How many are compared and kept.</param>
    public static EdgeBox[][] Read(Tensor scores, Tensor deltas, EdgeBox[] anchors, int width, int height, RegionProposalOptions options)
    {
        float[] allScores = scores.Floats(), allDeltas = deltas.Floats();
        EdgeBox[][] proposals = new EdgeBox[scores.shape[0]][];
        for (int i = 0; i < proposals.Length; i++)
        {
            int[] order = GreedySuppression.Order(allScores.AsSpan(i * anchors.Length, anchors.Length), options.ProposalsBefore);
            EdgeBox[] boxes = new EdgeBox[order.Length];
            for (int k = 0; k < order.Length; k++)
            {
                ReadOnlySpan<float> delta = allDeltas.AsSpan(((i * anchors.Length) + order[k]) * BoxDelta.Count, BoxDelta.Count);
                boxes[k] = BoxDelta.Apply(anchors[order[k]], DeltaWeights.Anchors, delta).ClipTo(width, height);
            }

            int[] inOrder = [.. Enumerable.Range(0, boxes.Length)];
            proposals[i] = [.. GreedySuppression.Keep(boxes, inOrder, (float)options.ProposalNms, options.ProposalsAfter).Select(k => boxes[k])];
        }

        return proposals;
    }
}
