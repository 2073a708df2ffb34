namespace ImageAnalytics.Results.Storing;

/// <summary>The rows of one segment before they are written: one row set per content and fingerprint, a success before a failure.</summary>
internal sealed class SegmentBatch
{
    private readonly Dictionary<string, ImageFacts> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Content, string Fingerprint), StepResult> _steps = [];

    public IReadOnlyDictionary<string, ImageFacts> Facts => _facts;

    public IReadOnlyDictionary<(string Content, string Fingerprint), StepResult> Steps => _steps;

    public bool IsEmpty => _facts.Count == 0 && _steps.Count == 0;

    public void Add(ImageResult result)
    {
        if (result.Facts is { } facts)
        {
            Check(facts, result.ContentHash);
            if (!_facts.TryGetValue(result.ContentHash, out ImageFacts? present) || Class(facts.Failure) < Class(present.Failure))
            {
                _facts[result.ContentHash] = facts;
            }
        }

        foreach (StepResult step in result.Steps)
        {
            Check(step, result.ContentHash);
            (string, string) key = (result.ContentHash, step.Fingerprint);
            if (!_steps.TryGetValue(key, out StepResult? present) || Class(step.Failure) < Class(present.Failure))
            {
                _steps[key] = step;
            }
        }
    }

    private static int Class(string? failure) => failure is null ? 0 : FailureClasses.IsRemembered(failure) ? 1 : 2;

    private static void Check(ImageFacts facts, string content)
    {
        if (facts.Width < 0 || facts.Height < 0 || (facts.Width == 0) != (facts.Height == 0) || (facts.Width == 0 && facts.Failure is null))
        {
            throw new ArgumentException(
                $"The facts of content {content} say {facts.Width} × {facts.Height} pixels and failure '{facts.Failure}'. "
                + "Expected a size of at least 1 × 1, or 0 × 0 with a failure.");
        }

        _ = Class(facts.Failure);
    }

    private static void Check(StepResult step, string content)
    {
        ArgumentException.ThrowIfNullOrEmpty(step.Fingerprint);
        _ = Class(step.Failure);
        if (step.Failure is not null)
        {
            return;
        }

        HashSet<int> numbers = [];
        foreach (StoredObservation observation in step.Observations)
        {
            Observation value = observation.Value;
            if (observation.Number < 1 || !numbers.Add(observation.Number)
                || !(value.Confidence is >= 0 and <= 1) || value.Box is { IsFinite: false })
            {
                throw new ArgumentException(
                    $"Observation {observation.Number} of content {content} cannot be stored: its number must be unique and at least 1 "
                    + $"and its confidence, {value.Confidence}, between 0 and 1, and its box, {value.Box}, finite.");
            }
        }
    }
}
