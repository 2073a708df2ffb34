using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Results.Statistics;

/// <summary>Counts right and wrong observations, an image at a time.</summary>
/// <param name="labels">The labels of the run.</param>
internal sealed class TruthComparison(IReadOnlyList<LabelStatistics> labels)
{
    private const double Overlap = 0.5;
    private readonly Dictionary<(int Step, string Kind, string Label), int> _ids = labels.GroupBy(l => (l.Step, l.Kind, Key(l.Label))).ToDictionary(g => g.Key, g => g.First().Id);
    private readonly (int Step, string Kind)[] _finders = [.. labels.Select(l => (l.Step, l.Kind)).Distinct().Where(s => s.Kind is ObservationKinds.Detection or ObservationKinds.Instance)];
    private readonly (int Step, string Kind)[] _classifiers = [.. labels.Select(l => (l.Step, l.Kind)).Distinct().Where(s => s.Kind == ObservationKinds.Classification)];
    private readonly Dictionary<int, (ConfidenceHistogram Right, ConfidenceHistogram Wrong)> _counts = [];
    private readonly Dictionary<int, long> _marked = [];

    /// <summary>The labels that could be compared.</summary>
    public IReadOnlyList<LabelTruth> Result
        => [.. _counts.Keys.Union(_marked.Keys).Order().Select(l => new LabelTruth(l, _marked.GetValueOrDefault(l), Of(l).Right, Of(l).Wrong))];

    /// <summary>Marked objects, and images of a known label, whose label no step gave anywhere: they are in no figure.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Compares one image.</summary>
    public void Add(TruthImage truth, IEnumerable<RunObservation> found)
    {
        LeftOut += truth.Marks.Count(m => !m.Crowd && !IsGiven(m.Label, ofObjects: true)) + (truth.Label is { } whole && truth.Marks.Count == 0 && !IsGiven(whole, ofObjects: false) ? 1 : 0);
        ILookup<(int, string), RunObservation> bySource = found.ToLookup(o => (o.Step, o.Stored.Value.Kind));
        foreach ((int step, string kind) in _classifiers)
        {
            AddAnswer(step, truth, bySource[(step, kind)]);
        }

        foreach ((int step, string kind) in _finders)
        {
            AddObjects(step, kind, truth, [.. bySource[(step, kind)]]);
        }
    }

    private void AddAnswer(int step, TruthImage truth, IEnumerable<RunObservation> found)
    {
        if (truth.Label is null || IdOf(step, ObservationKinds.Classification, truth.Label) is not { } real)
        {
            return;
        }

        _marked[real] = _marked.GetValueOrDefault(real) + 1;
        // Only the first answer, and only about the whole image, can be right or wrong.
        if (found.FirstOrDefault(o => o.Stored is { Parent: null, Value.Rank: 1 }) is { } answer && IdOf(step, ObservationKinds.Classification, answer.Stored.Value.Label) is { } given)
        {
            Count(given, answer.Stored.Value.Confidence, given == real);
        }
    }

    private void AddObjects(int step, string kind, TruthImage truth, IReadOnlyList<RunObservation> found)
    {
        if (truth.Label is not null && truth.Marks.Count == 0)
        {
            return;
        }

        ILookup<int, TruthMark> marks = truth.Marks.Select(m => (Id: IdOf(step, kind, m.Label), Mark: m)).Where(m => m.Id is not null).ToLookup(m => m.Id!.Value, m => m.Mark);
        ILookup<int, RunObservation> claims = found.Where(o => o.Stored.Value.Box is not null).ToLookup(o => IdOf(step, kind, o.Stored.Value.Label) ?? -1);
        foreach (int label in marks.Select(m => m.Key).Union(claims.Select(c => c.Key)))
        {
            _marked[label] = _marked.GetValueOrDefault(label) + marks[label].Count(m => !m.Crowd);
            ClassInImage pairs = new(
                marks[label].Select(m => new TruthObject { Image = "", ClassId = label, Box = m.Box, Crowd = m.Crowd }),
                claims[label].Select(o => new DetectedObject { Image = "", ClassId = label, Box = o.Stored.Value.Box!.Value, Confidence = o.Stored.Value.Confidence }),
                OverlapKind.Boxes);
            foreach (ScoredOutcome outcome in pairs.Match(Overlap, AreaRange.All).Where(o => o.Outcome != MatchOutcome.Ignored))
            {
                Count(label, outcome.Confidence, outcome.Outcome == MatchOutcome.Right);
            }
        }
    }

    private void Count(int label, double confidence, bool right)
        => (right ? Of(label).Right : Of(label).Wrong).Add(ConfidenceHistogram.BinOf(confidence), 1);

    private (ConfidenceHistogram Right, ConfidenceHistogram Wrong) Of(int label)
        => _counts.TryGetValue(label, out (ConfidenceHistogram, ConfidenceHistogram) counts) ? counts : _counts[label] = (new(), new());

    // Nothing is left out of what no step is for.
    private bool IsGiven(string label, bool ofObjects)
    {
        (int Step, string Kind)[] asked = ofObjects ? _finders : _classifiers;
        return asked.Length == 0 || asked.Any(s => IdOf(s.Step, s.Kind, label) is not null);
    }

    private int? IdOf(int step, string kind, string label) => _ids.TryGetValue((step, kind, Key(label)), out int id) ? id : null;

    // People write 'Car' where a model says 'car'.
    private static string Key(string label) => label.Trim().ToUpperInvariant();
}
