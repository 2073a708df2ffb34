using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Detectors.SingleShot;
using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Detectors;

public sealed class BoxTests
{
    private static readonly Gen<EdgeBox> s_box =
        from x in Gen.Choose(0, 200) from y in Gen.Choose(0, 200) from w in Gen.Choose(1, 90) from h in Gen.Choose(1, 90) select new EdgeBox(x, y, x + w, y + h);

    private static readonly Gen<EdgeBox[]> s_boxes = s_box.ArrayOf(12).Where(b => b.Length > 0);

    [Fact]
    public void Delta_BringsTheReferenceToTheTarget()
        => Prop.ForAll(Arb.From(s_box.Zip(s_box)), pair =>
        {
            (EdgeBox reference, EdgeBox target) = pair;
            float[] delta = new float[BoxDelta.Count];
            BoxDelta.Write(reference, target, DeltaWeights.Proposals, delta);
            EdgeBox found = BoxDelta.Apply(reference, DeltaWeights.Proposals, delta);
            return Math.Abs(found.Left - target.Left) + Math.Abs(found.Top - target.Top) + Math.Abs(found.Right - target.Right) + Math.Abs(found.Bottom - target.Bottom) < 1e-2
                || target.Width / reference.Width > 60 || target.Height / reference.Height > 60;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Matching_GivesEachBoxTheObjectThatItOverlapsMost_AndEveryObjectABox()
        => Prop.ForAll(Arb.From(s_boxes.Zip(s_boxes)), pair =>
        {
            (EdgeBox[] boxes, EdgeBox[] objects) = pair;
            int[] matches = AnchorMatcher.Match(boxes, objects, [], 0.6f, 0.3f, everyObject: true);
            for (int b = 0; b < boxes.Length; b++)
            {
                float best = objects.Max(o => o.IoU(boxes[b]));
                if ((matches[b] == AnchorMatcher.Background && best >= 0.3f) || (best >= 0.6f && matches[b] < 0))
                {
                    return false;
                }
            }

            // An object that any box touches is learned, unless another one needs its best box.
            return objects.All(o => boxes.Max(b => b.IoU(o)) <= 0 || boxes.Where((b, i) => b.IoU(o) >= boxes.Max(x => x.IoU(o)) && matches[i] >= 0).Any());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void BoxesInACrowd_AreNotBackground()
    {
        int[] matches = AnchorMatcher.Match([new(10, 10, 20, 20), new(200, 10, 220, 30)], [], [new EdgeBox(0, 0, 50, 50)], 0.6f, 0.3f, everyObject: true);
        Assert.Equal([AnchorMatcher.Ignored, AnchorMatcher.Background], matches);
    }

    [Fact]
    public void Suppression_KeepsNoTwoThatOverlapMore_AndTheBestOfAll()
        => Prop.ForAll(Arb.From(s_boxes), boxes =>
        {
            int[] order = [.. Enumerable.Range(0, boxes.Length)];
            List<int> kept = GreedySuppression.Keep(boxes, order, 0.5f, 100);
            return kept[0] == 0
                && kept.All(a => kept.All(b => a == b || boxes[a].IoU(boxes[b]) <= 0.5f))
                && order.Except(kept).All(gone => kept.Any(k => k < gone && boxes[k].IoU(boxes[gone]) > 0.5f));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Anchors_FollowFromTheSizesWhateverTheirOrder()
    {
        (float, float)[] sizes = [(10, 10), (11, 9), (9, 11), (40, 20), (42, 19), (38, 21), (80, 80), (78, 82)];
        (float Width, float Height)[] anchors = AnchorClusters.Of(sizes, 3);
        Assert.Equal([(10, 10), (40, 20), (79, 81)], anchors.Select(a => ((int)a.Width, (int)a.Height)));
        Assert.Equal(anchors, AnchorClusters.Of(sizes.Reverse(), 3));
        Assert.All(AnchorClusters.Of([(5, 7)], 4), a => Assert.Equal((5f, 7f), a));
    }

    [Fact]
    public void GeneralisedOverlap_IsAsComputedByHand()
    {
        // Boxes of 2 x 2 that share 1 of 7 in a hull of 9; boxes apart in a hull of 6 by 2 that they fill to 8 of 12; equal boxes.
        Tensor a = tensor((float[])[0, 0, 2, 2, 0, 0, 2, 2, 1, 1, 3, 4], [3, 4]), b = tensor((float[])[1, 1, 3, 3, 4, 0, 6, 2, 1, 1, 3, 4], [3, 4]);
        (Tensor overlap, Tensor generalised) = BoxLoss.Overlap(a, b);
        Assert.Equal([1f / 7, 0, 1], overlap.Floats(), (x, y) => Math.Abs(x - y) < 1e-5);
        Assert.Equal([(1f / 7) - (2f / 9), -4f / 12, 1], generalised.Floats(), (x, y) => Math.Abs(x - y) < 1e-5);
    }

    [Fact]
    public void FocalLoss_IsAsComputedByHand()
    {
        // A score of 0 means one half: distance ½, squared ¼, entropy ln 2. A score of ln 3 means three quarters.
        float[] losses = FocalLoss.Of(tensor((float[])[0, 0, MathF.Log(3)]), tensor((float[])[1, 0, 1]), 2).Floats();
        Assert.Equal([0.25f * MathF.Log(2), 0.25f * MathF.Log(2), MathF.Log(4f / 3) / 16], losses, (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal(0, FocalLoss.Of(tensor((float[])[0]), tensor((float[])[0.5f]), 2).item<float>());
    }

    [Fact]
    public void Cells_LearnTheSmallestObjectAboutThem_InTheGridThatFitsIt()
    {
        SingleShotOptions options = new();
        CellGrid[] grids = CellGrid.Of(options.Strides, 128, 96);
        int[] owners = CellAssigner.Assign(
            grids, [new ExampleObject(0, new EdgeBox(8, 8, 48, 48)), new ExampleObject(0, new EdgeBox(24, 24, 36, 36)), new ExampleObject(0, new EdgeBox(10, 20, 120, 90))], options);
        (float x, float y) = (30, 30);
        int fine = (int)(y / 8) * 16 + (int)(x / 8);
        Assert.Equal(1, owners[fine]);
        Assert.Contains(0, owners[..grids[0].Count]);
        Assert.DoesNotContain(2, owners[..(grids[0].Count)]);
        Assert.Contains(2, owners[(grids[0].Count + grids[1].Count)..]);
    }

    [Theory]
    [InlineData(10, 12, 210, 20)]
    [InlineData(10, 29, 210, 37)]
    [InlineData(98, 20, 108, 190)]
    public void ThinObject_IsLearnedByCellsWhoseCentresItHolds(float left, float top, float right, float bottom)
    {
        SingleShotOptions options = new();
        CellGrid[] grids = CellGrid.Of(options.Strides, 224, 224);
        int[] owners = CellAssigner.Assign(grids, [new ExampleObject(0, new EdgeBox(left, top, right, bottom))], options);
        (float X, float Y)[] centres = [.. grids.SelectMany(g => Enumerable.Range(0, g.Count).Select(g.Centre))];
        int[] cells = [.. Enumerable.Range(0, owners.Length).Where(i => owners[i] == 0)];
        Assert.NotEmpty(cells);
        Assert.All(cells, c => Assert.True(centres[c].X > left && centres[c].X < right && centres[c].Y > top && centres[c].Y < bottom));
    }

    [Fact]
    public void ObjectSmallerThanACell_IsLearnedByTheCellThatHoldsIt()
    {
        SingleShotOptions options = new();
        CellGrid[] grids = CellGrid.Of(options.Strides, 64, 64);
        int[] owners = CellAssigner.Assign(grids, [new ExampleObject(0, new EdgeBox(17, 9, 19, 11))], options);
        Assert.Equal([(1 * 8) + 2], Enumerable.Range(0, owners.Length).Where(i => owners[i] == 0));
    }
}
