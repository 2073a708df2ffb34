using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Results.Repeats;

namespace ImageAnalytics.Results.Tests.Repeats;

public sealed class RepeatPlacesTests
{
    private static readonly Arbitrary<(BoundingBox A, BoundingBox B)> s_pairs = Arb.From(
        Gen.Choose(0, 10_000).ArrayOf(8).Select(n => (
            new BoundingBox(n[0] / 10.0, n[1] / 10.0, 0.1 + (n[2] / 10.0), 0.1 + (n[3] / 10.0)),
            new BoundingBox(
                (n[0] / 10.0) + ((n[4] - 5000) * n[2] / 200_000.0), (n[1] / 10.0) + ((n[5] - 5000) * n[3] / 200_000.0),
                (0.1 + (n[2] / 10.0)) * (0.8 + (n[6] / 25_000.0)), (0.1 + (n[3] / 10.0)) * (0.8 + (n[7] / 25_000.0))))));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void Around_BoxThatOverlapsEnough_LiesInOneOfTheCells(double overlap)
    {
        BoxGrid grid = new(overlap);
        Prop.ForAll(s_pairs, pair => pair.A.IoU(pair.B) < overlap || (grid.Around(pair.A).Contains(grid.CellOf(pair.B)) && grid.Around(pair.B).Contains(grid.CellOf(pair.A))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Add_BoxesThatJitter_AreOnePlace()
    {
        RepeatPlaces places = new(new BoxGrid(0.9), 0.9);
        long[] ids = [.. Enumerable.Range(0, 20).Select(i => places.Add(new BoundingBox(100 + (i % 3 * 0.7), 50 - (i % 2), 80, 60 + (i % 3)), i))];
        Assert.Equal([0L], ids.Distinct());
        RepeatPlace place = Assert.Single(places.All);
        Assert.Equal((20, 0L, 19L, new BoundingBox(100, 50, 80, 60)), (place.Images, place.First, place.Last, place.Box));
    }

    [Fact]
    public void Add_TwoBoxesOfOnePicture_CountItOnce()
    {
        RepeatPlaces places = new(new BoxGrid(0.9), 0.9);
        places.Add(new BoundingBox(0, 0, 50, 50), 3);
        places.Add(new BoundingBox(0, 0, 50, 51), 3);
        places.Add(new BoundingBox(200, 0, 50, 50), 4);
        Assert.Equal([1, 1], places.All.Select(p => p.Images));
    }

    [Fact]
    public void Add_PlacesSideBySide_TakesTheNearest()
    {
        // Shifted by 8 of 100 the first two have an IoU of 0.852, below 0.9; the third, shifted by 5, has 0.905 and 0.942.
        RepeatPlaces places = new(new BoxGrid(0.9), 0.9);
        Assert.Equal([0L, 1L, 1L], new[] { 0.0, 8, 5 }.Select((x, i) => places.Add(new BoundingBox(x, 0, 100, 100), i)));
    }

    [Fact]
    public void MayHave_FrequentBox_IsNeverTakenForARareOne()
    {
        BoxGrid grid = new(0.9);
        BoxSketch sketch = new(grid);
        for (int i = 0; i < 12; i++)
        {
            sketch.Add(7, new BoundingBox(100 + (i * 0.4), 100, 99.8 + (i * 0.1), 100));
        }

        Assert.True(sketch.MayHave(7, new BoundingBox(100, 100, 99.8, 100), 12));
        Assert.False(sketch.MayHave(7, new BoundingBox(100, 100, 99.8, 100), 13));
        Assert.False(sketch.MayHave(8, new BoundingBox(100, 100, 99.8, 100), 12));
    }
}
