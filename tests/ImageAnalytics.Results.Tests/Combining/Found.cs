using System.Globalization;
using System.Text.Json.Nodes;
using ImageAnalytics.Results.Combining;

namespace ImageAnalytics.Results.Tests.Combining;

/// <summary>Findings of steps, and what becomes of them, as short texts.</summary>
internal sealed class Found
{
    private readonly List<(string Step, Observation Value, int? Parent)> _all = [];

    public Found Box(string step, string label, double confidence, double x, double y, double width = 20, double height = 20)
        => Add(step, new Observation { Kind = ObservationKinds.Detection, Label = label, Confidence = confidence, Box = new BoundingBox(x, y, width, height) });

    public Found Label(string step, string label, double confidence, int rank, BoundingBox? region = null, int? parent = null)
        => Add(step, new Observation { Kind = ObservationKinds.Classification, Label = label, Confidence = confidence, Rank = rank, Box = region }, parent);

    public Found Add(string step, Observation value, int? parent = null)
    {
        _all.Add((step, value, parent));
        return this;
    }

    /// <summary>What each of the steps found; one that found nothing is there as well.</summary>
    public IReadOnlyList<StepFindings> Of(params string[] steps)
        => [.. steps.Select(s => new StepFindings(s, [.. _all.Where(a => a.Step == s).Select((a, i) => new StoredObservation(i + 1, a.Parent, a.Value))]))];

    public IReadOnlyList<StoredObservation> Combine(string way, string options, string[] steps, bool keepParents = false)
        => new Combination(Combination.ReadOptions(CombiningWay.Find(way)!, (JsonObject)JsonNode.Parse(options)!), steps, keepParents)
            .Combine(Of(steps), CancellationToken.None);

    /// <summary>Each result as <c>label confidence x,y,width,height steps</c>.</summary>
    public string[] Texts(string way, string options, params string[] steps) => [.. Combine(way, options, steps).Select(Text)];

    public static string Text(StoredObservation stored)
    {
        Observation value = stored.Value;
        string box = value.Box is { } b ? string.Create(CultureInfo.InvariantCulture, $" {b.X:0.#},{b.Y:0.#},{b.Width:0.#},{b.Height:0.#}") : "";
        string agreed = string.Join("+", JsonNode.Parse(value.Detail!)!["steps"]!.AsArray().Select(s => (string)s!));
        return string.Create(CultureInfo.InvariantCulture, $"{value.Label} {value.Confidence:0.0000}{box} {agreed}");
    }
}
