using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Finds objects with the networks in torch, exactly as the exported graph does.</summary>
internal sealed class RegionReader(RegionNetworks networks, AnchorGrid anchors, RegionProposalOptions options, int classes)
{
    private static readonly EdgeBox s_filler = new(0, 0, 8, 8);

    /// <summary>The objects of each picture, most confident first, with masks where the networks give some.</summary>
    public IReadOnlyList<IReadOnlyList<FoundObject>> Read(Tensor pictures)
    {
        (int height, int width) = ((int)pictures.shape[2], (int)pictures.shape[3]);
        Tensor[] grids = networks.Features.Run(pictures);
        Tensor grid = grids[^1];
        (Tensor scores, Tensor deltas) = AnchorRows(networks.Proposals.Run(grid));
        EdgeBox[][] proposals = ProposalReader.Read(scores, deltas, anchors.Over(width, height), width, height, options);
        int most = proposals.Max(p => p.Length);
        Tensor[] said = networks.Regions.Run(RegionAlign.Cut(grid, Filled(proposals, most), RegionNetworks.RegionSide, options.Stride));
        float[] confidences = said[0].softmax(1).Floats(), moves = said[1].Floats();
        List<FoundObject>[] found = new List<FoundObject>[proposals.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = Choose(proposals[i], confidences.AsSpan(i * most * (classes + 1)), moves.AsSpan(i * most * BoxDelta.Count), width, height);
        }

        return networks.Masks is null ? found : WithMasks(grids[0], found);
    }

    /// <summary>Scores [N, anchors] and deltas [N, anchors, 4] in the order of <see cref="AnchorGrid.Over"/>.</summary>
    public static (Tensor Scores, Tensor Deltas) AnchorRows(Tensor[] proposals)
    {
        long pictures = proposals[0].shape[0];
        return (proposals[0].permute(0, 2, 3, 1).reshape(pictures, -1), proposals[1].permute(0, 2, 3, 1).reshape(pictures, -1, BoxDelta.Count));
    }

    private static EdgeBox[] Filled(IReadOnlyList<EdgeBox[]> boxes, int count)
        => [.. boxes.SelectMany(b => b.Concat(Enumerable.Repeat(s_filler, count - b.Length)))];

    private List<FoundObject> Choose(EdgeBox[] proposals, ReadOnlySpan<float> confidences, ReadOnlySpan<float> moves, int width, int height)
    {
        EdgeBox[] boxes = new EdgeBox[proposals.Length];
        for (int i = 0; i < boxes.Length; i++)
        {
            boxes[i] = BoxDelta.Apply(proposals[i], DeltaWeights.Proposals, moves.Slice(i * BoxDelta.Count, BoxDelta.Count)).ClipTo(width, height);
        }

        List<FoundObject> all = [];
        float[] own = new float[boxes.Length];
        for (int c = 0; c < classes; c++)
        {
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = confidences[(i * (classes + 1)) + c];
            }

            int[] order = GreedySuppression.Order(own, own.Length, (float)options.LeastConfidence);
            all.AddRange(GreedySuppression.Keep(boxes, order, (float)options.NmsThreshold, options.MaxDetections).Select(i => new FoundObject(c, boxes[i], own[i])));
        }

        return [.. all.OrderByDescending(f => f.Confidence).Take(options.MaxDetections)];
    }

    private IReadOnlyList<FoundObject>[] WithMasks(Tensor grid, List<FoundObject>[] found)
    {
        int most = found.Max(f => f.Count);
        if (most == 0)
        {
            return found;
        }

        EdgeBox[] boxes = Filled([.. found.Select(f => f.Select(o => o.Box).ToArray())], most);
        Tensor masks = networks.Masks!.Run(RegionAlign.Cut(grid, boxes, RegionNetworks.MaskInputSide, options.MaskStride))[0].sigmoid();
        float[] soft = masks.Floats();
        int each = MaskOptions.Side * MaskOptions.Side, kinds = (int)masks.shape[1];
        return
        [
            .. found.Select((objects, picture) => objects.Select((one, place) =>
            {
                int at = ((((picture * most) + place) * kinds) + (kinds == 1 ? 0 : one.ClassId)) * each;
                return one with { SoftMask = soft[at..(at + each)] };
            }).ToArray()),
        ];
    }
}
