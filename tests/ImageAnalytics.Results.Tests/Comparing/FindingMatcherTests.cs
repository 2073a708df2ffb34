using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Results.Tests.Comparing;

public sealed class FindingMatcherTests
{
    [Fact]
    public void SameLabel_IsPreferredToMoreOverlap()
    {
        StoredObservation[] before = [Thing(1, "car", 0)];
        StoredObservation[] after = [Thing(1, "dog", 0), Thing(2, "car", 10)];

        Assert.Equal(["1-2", "-1"], Pairs(before, after));
    }

    [Fact]
    public void FindingsOfTheWholeImage_AreOneThing()
    {
        StoredObservation[] before = [Whole(1, "day")], after = [Whole(1, "night"), Thing(2, "day", 0)];

        Assert.Equal(["1-1", "-2"], Pairs(before, after));
    }

    [Fact]
    public void EveryFinding_IsToldOnce_AndNoTwoThatOverlapStayAlone()
    {
        Gen<StoredObservation[]> some = Gen.Choose(0, 239).ArrayOf()
            .Select(all => all.Select((n, i) => Thing(i + 1, n % 2 == 0 ? "a" : "b", n / 2)).ToArray());
        Prop.ForAll(some.ToArbitrary(), some.ToArbitrary(), (before, after) =>
        {
            (StoredObservation? B, StoredObservation? A)[] pairs = [.. FindingMatcher.Match(before, after, 0.5)];
            return pairs.Select(p => p.B).OfType<StoredObservation>().Order(ByNumber).SequenceEqual(before)
                && pairs.Select(p => p.A).OfType<StoredObservation>().Order(ByNumber).SequenceEqual(after)
                && pairs.All(p => p is not ({ } b, { } a) || b.Value.Box!.Value.IoU(a.Value.Box!.Value) >= 0.5)
                && pairs.Where(p => p.A is null).All(p => pairs.Where(q => q.B is null).All(q => p.B!.Value.Box!.Value.IoU(q.A!.Value.Box!.Value) < 0.5));
        }).QuickCheckThrowOnFailure();
    }

    private static Comparer<StoredObservation> ByNumber { get; } = Comparer<StoredObservation>.Create((x, y) => x.Number.CompareTo(y.Number));

    private static string[] Pairs(StoredObservation[] before, StoredObservation[] after)
        => [.. FindingMatcher.Match(before, after, 0.5).Select(p => $"{p.Before?.Number}-{p.After?.Number}")];

    private static StoredObservation Thing(int number, string label, double x)
        => new(number, null, new Observation { Kind = ObservationKinds.Detection, Label = label, Confidence = 0.5, Box = new BoundingBox(x, 0, 40, 40) });

    private static StoredObservation Whole(int number, string label)
        => new(number, null, new Observation { Kind = ObservationKinds.Classification, Label = label, Confidence = 0.5, Rank = 1 });
}
