using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>What to draw over sampled pictures.</summary>
internal sealed class SampleMarks
{
    private const double SameThing = 0.5;
    private readonly RunFacts _facts;
    private readonly Dictionary<string, int> _colours;
    private readonly Dictionary<SampledImage, IReadOnlyList<DeckMark>> _known = new(ReferenceEqualityComparer.Instance);

    public SampleMarks(RunFacts facts)
    {
        _facts = facts;

        // The labels that are found most get colours that differ; later ones start again from the first.
        _colours = facts.Labels.GroupBy(l => l.Label).OrderByDescending(g => g.Sum(l => l.Observations)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select((g, rank) => (g.Key, rank % DeckColours.Count)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The marks of a picture: boxes and masks, each thing once, named with its label and what other steps say of it.</summary>
    public IReadOnlyList<DeckMark> Of(SampledImage sample)
    {
        if (_known.TryGetValue(sample, out IReadOnlyList<DeckMark>? known))
        {
            return known;
        }

        ILookup<string, Observation> said = sample.Observations.Where(o => o.Stored.Value is { Kind: ObservationKinds.Classification, Rank: <= 1 })
            .ToLookup(o => _facts.Reader.ParentIdOf(o) ?? "", o => o.Stored.Value, StringComparer.Ordinal);
        List<(Observation Found, int Step, List<string> Also)> things = [];
        IEnumerable<RunObservation> boxes = sample.Observations
            .Where(o => o.Stored.Value is { Box: not null, Kind: not (ObservationKinds.Classification or ObservationKinds.Picture) })
            .OrderByDescending(o => o.Stored.Value.Mask is not null);
        foreach (RunObservation observation in boxes)
        {
            Observation found = observation.Stored.Value;
            IEnumerable<string> also = said[_facts.Reader.IdOf(observation)].Select(o => o.Label);
            int same = things.FindIndex(t => t.Step != observation.Step && t.Found.Label == found.Label && t.Found.Box!.Value.IoU(found.Box!.Value) > SameThing);
            if (same >= 0)
            {
                things[same].Also.AddRange(also);
            }
            else
            {
                things.Add((found, observation.Step, [.. also]));
            }
        }

        return _known[sample] = [.. things.Select(t => new DeckMark(Name(t.Found, t.Also), t.Found.Confidence, t.Found.Box!.Value, t.Found.Mask, _colours.GetValueOrDefault(t.Found.Label)))];
    }

    /// <summary>What classifiers say of the whole picture, to stand after its path; empty when they say nothing.</summary>
    public string WholePicture(SampledImage sample) => string.Concat(sample.Observations
        .Where(o => o.Stored.Value is { Kind: ObservationKinds.Classification, Rank: <= 1 } && _facts.Reader.ParentIdOf(o) is null)
        .Select(o => $" · {DeckText.Label(o.Stored.Value.Label)} {Format.Confidence(o.Stored.Value.Confidence)}"));

    private static string Name(Observation found, IEnumerable<string> also)
        => $"{DeckText.Label(found.Label)} {Format.Confidence(found.Confidence)}{string.Concat(also.Distinct(StringComparer.Ordinal).Where(l => l != found.Label).Select(l => $" · {l}"))}";
}
