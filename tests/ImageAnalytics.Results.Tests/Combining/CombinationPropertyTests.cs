using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Results.Combining;

namespace ImageAnalytics.Results.Tests.Combining;

/// <summary>What holds for any findings, whatever the way.</summary>
public sealed class CombinationPropertyTests
{
    private static readonly string[] s_steps = ["a", "b", "c"];

    // Few places, labels and confidences, so that overlaps and ties are frequent.
    private static readonly Arbitrary<(int Step, int Label, int Confidence, int X, int Y, int Size)[]> s_findings = Arb.From(
        Gen.Choose(0, 1_000_000).ArrayOf().Select(numbers => numbers.Select(n => (
            n % 3, n / 3 % 2, n / 6 % 11, n / 66 % 9, n / 594 % 9, 1 + (n / 5346 % 40))).ToArray()));

    public static TheoryData<string, string> Ways => new()
    {
        { "nms", "{}" },
        { "nms", """{ "agree": "boxes", "overlap": 0 }""" },
        { "soft-nms", "{}" },
        { "soft-nms", """{ "decay": "linear", "agree": "boxes" }""" },
        { "weighted-boxes", "{}" },
        { "weighted-boxes", """{ "agree": "boxes", "overlap": 0.2, "weights": { "b": 2.5 } }""" },
        { "vote", """{ "minVotes": 1 }""" },
        { "vote", """{ "minVotes": 2, "agree": "boxes", "overlap": 0.2 }""" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Combine_AnyOrder_GivesTheSameRows(string way, string options) => ForAny(way, options, (combination, found) =>
    {
        StepFindings[] other = [.. found.Reverse().Select(f => f with { Observations = [.. f.Observations.Reverse()] })];
        return Texts(combination.Combine(found, CancellationToken.None)).SequenceEqual(Texts(combination.Combine(other, CancellationToken.None)));
    });

    [Theory]
    [MemberData(nameof(Ways))]
    public void Combine_AnyFindings_NeverGivesMore(string way, string options) => ForAny(way, options, (combination, found) =>
    {
        IReadOnlyList<StoredObservation> results = combination.Combine(found, CancellationToken.None);
        return results.Count <= found.Sum(f => f.Observations.Count) && results.Select(r => r.Number).SequenceEqual(Enumerable.Range(1, results.Count));
    });

    [Theory]
    [MemberData(nameof(Ways))]
    public void Combine_AnyFindings_StaysWithinTheBoxAroundThemAndBelowTheirConfidence(string way, string options) => ForAny(way, options, (combination, found) =>
    {
        Observation[] all = [.. found.SelectMany(f => f.Observations).Select(o => o.Value)];
        return combination.Combine(found, CancellationToken.None).Select(r => r.Value).All(r =>
            r.Box!.Value.X >= all.Min(o => o.Box!.Value.X) && r.Box.Value.Y >= all.Min(o => o.Box!.Value.Y)
            && r.Box.Value.Right <= all.Max(o => o.Box!.Value.Right) + 1e-9 && r.Box.Value.Bottom <= all.Max(o => o.Box!.Value.Bottom) + 1e-9
            && !r.Box.Value.IsEmpty && r.Confidence >= 0
            // Several boxes of a step that counts more lift the confidence, as in the authors' own program.
            && r.Confidence <= (options.Contains("weights", StringComparison.Ordinal) ? 1 : all.Max(o => o.Confidence)));
    });

    [Theory]
    [MemberData(nameof(Ways))]
    public void Combine_AnyFindings_AreRoundedAsTheyAreStored(string way, string options) => ForAny(way, options, (combination, found)
        => combination.Combine(found, CancellationToken.None).Select(r => r.Value).All(r =>
            r.Confidence == Math.Round(r.Confidence, 4) && new[] { r.Box!.Value.X, r.Box.Value.Y, r.Box.Value.Width, r.Box.Value.Height }.All(n => n == Math.Round(n, 1))));

    private static void ForAny(string way, string options, Func<Combination, StepFindings[], bool> holds)
    {
        Combination combination = new(
            Combination.ReadOptions(CombiningWay.Find(way)!, (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(options)!), s_steps, keepParents: false);
        Prop.ForAll(s_findings, all => holds(combination, Of(all))).QuickCheckThrowOnFailure();
    }

    private static StepFindings[] Of((int Step, int Label, int Confidence, int X, int Y, int Size)[] all)
        => [.. s_steps.Select((step, s) => new StepFindings(step, [.. all.Where(f => f.Step == s).Select((f, i) => new StoredObservation(i + 1, null, new Observation
        {
            Kind = ObservationKinds.Detection,
            Label = f.Label == 0 ? "car" : "dog",
            Confidence = f.Confidence / 10.0,
            Box = new BoundingBox(f.X + 0.3, f.Y / 2.0, f.Size / 2.0, (41 - f.Size) / 4 * 0.5 + 0.1),
        }))]))];

    private static IEnumerable<string> Texts(IEnumerable<StoredObservation> results) => results.Select(r => $"{r.Number} {Found.Text(r)}");
}
