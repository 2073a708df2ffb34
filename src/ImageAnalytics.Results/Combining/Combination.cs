using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ImageAnalytics.Results.Combining;

/// <summary>Makes the findings of a combining step from those of the steps that it combines.</summary>
/// <remarks>
/// The result depends on the findings alone, not on their order nor on that of the steps. There are never more results than findings, and
/// every box lies within the box around its members. Immutable; safe on several threads at once.
/// </remarks>
public sealed class Combination
{
    /// <summary>Changes whenever the same findings would give another result.</summary>
    public const int Revision = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly ICombiningOptions _options;
    private readonly IReadOnlyList<string> _steps;
    private readonly bool _keepParents;

    /// <summary>Prepares to combine.</summary>
    /// <param name="options">One of the records of <see cref="CombiningWay"/>, which also says how.</param>
    /// <param name="steps">The ids of the steps that are combined.</param>
    /// <param name="keepParents">Whether all of them run on the same step, so that a result belongs to the finding that its best member was found on.</param>
    public Combination(ICombiningOptions options, IReadOnlyList<string> steps, bool keepParents)
        => (_options, _steps, _keepParents) = (options, steps, keepParents);

    /// <summary>The options of a step, defaults filled in.</summary>
    /// <param name="way">How to combine.</param>
    /// <param name="options">The options as written.</param>
    /// <exception cref="PluginException">Names every option that is wrong.</exception>
    public static ICombiningOptions ReadOptions(CombiningWay way, JsonObject options)
    {
        ArgumentNullException.ThrowIfNull(way);
        List<OptionProblem> problems = [];
        object? read = PluginOptions.Read(way.Options, options, problems);
        return problems.Count == 0 && read is ICombiningOptions typed ? typed : throw new PluginException([.. problems.Select(p => p.Message)]);
    }

    /// <summary>Everything that the options say, as JSON, defaults included.</summary>
    public static JsonNode ToJson(ICombiningOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return JsonSerializer.SerializeToNode(options, options.GetType(), s_json)!;
    }

    /// <summary>Combines what the steps found in one image.</summary>
    /// <param name="findings">For each step what it found, boxes in pixels of the image; findings without a box count for classifications alone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The results, the most confident first, numbered from 1; box and confidence are rounded as they are stored.</returns>
    public IReadOnlyList<StoredObservation> Combine(IReadOnlyList<StepFindings> findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Finding[] all = [.. findings.SelectMany(s => s.Observations.Select(o => new Finding(s.Step, o, LabelOf(o.Value.Label))))];
        Array.Sort(all, Finding.Compare);
        IEnumerable<Merged> merged = all.Where(f => HasBox(f.Stored.Value))
            .GroupBy(f => _options.Agree == Agreement.Labels ? f.Label : "", StringComparer.Ordinal)
            .SelectMany(g => OfBoxes([.. g], cancellationToken));
        if (_options is VoteOptions vote)
        {
            merged = merged.Concat(LabelVote.Apply(all.Where(f => f.Stored.Value.Kind == ObservationKinds.Classification), vote, _steps.Count, _keepParents));
        }

        return
        [
            .. merged.Select(m => (Merged: m, Confidence: StoredConfidence(m.Confidence)))
                .Where(m => m.Confidence >= _options.MinConfidence)
                .OrderByDescending(m => m.Confidence).ThenBy(m => m.Merged.Label, StringComparer.Ordinal)
                .ThenBy(m => m.Merged.Best, Comparer<Finding>.Create(Finding.Compare))
                .Select((m, i) => new StoredObservation(i + 1, _keepParents ? m.Merged.Best.Stored.Parent : null, ToObservation(m.Merged, m.Confidence))),
        ];
    }

    /// <summary>A confidence as it is stored.</summary>
    internal static double StoredConfidence(double value) => Round(Math.Clamp(value, 0, 1), 4);

    private IEnumerable<Merged> OfBoxes(Finding[] findings, CancellationToken cancellationToken) => _options switch
    {
        SoftNmsOptions soft => SoftSuppression.Apply(findings, soft, cancellationToken),
        WeightedBoxesOptions weighted => WeightedBoxes.Apply(findings, weighted, _steps, cancellationToken),
        VoteOptions vote => BoxVote.Apply(findings, vote, _steps.Count, cancellationToken),
        _ => HardSuppression.Apply(findings, _options.Overlap, cancellationToken),
    };

    private Observation ToObservation(Merged merged, double confidence)
    {
        Observation best = merged.Best.Stored.Value;

        // What a suppression leaves is one finding as it was. Where members become one, the mask of any tells which pixels.
        Mask? mask = best.Mask ?? (_options is WeightedBoxesOptions or VoteOptions && best.Kind == ObservationKinds.Detection
            ? merged.Members.FirstOrDefault(m => m.Stored.Value.Mask is not null && m.Label == merged.Label)?.Stored.Value.Mask
            : null);
        return best with
        {
            Kind = mask is not null && best.Kind == ObservationKinds.Detection ? ObservationKinds.Instance : best.Kind,
            Label = merged.Label,
            Confidence = confidence,
            Box = merged.Box is { } box ? Round(box) : null,
            Rank = merged.Rank > 0 ? merged.Rank : best.Rank,
            Mask = mask,
            Detail = AgreementDetail.Of(best.Detail, merged.Steps),
        };
    }

    private string LabelOf(string label) => _options.Labels?.TryGetValue(label, out string? other) == true ? other : label;

    private static bool HasBox(Observation value)
        => value is { Kind: ObservationKinds.Detection or ObservationKinds.Instance or ObservationKinds.Face, Box: { IsFinite: true, IsEmpty: false } };

    // Edges are rounded, not extents, so that a box never leaves the one around its members.
    private static BoundingBox Round(BoundingBox box)
    {
        double left = Round(box.X, 1), top = Round(box.Y, 1);
        return new BoundingBox(left, top, Round(Round(box.Right, 1) - left, 1), Round(Round(box.Bottom, 1) - top, 1));
    }

    private static double Round(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
