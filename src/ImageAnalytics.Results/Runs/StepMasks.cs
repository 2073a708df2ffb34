namespace ImageAnalytics.Results.Runs;

/// <summary>Which parts of the work on a content are done, as bits: bit 0 for the facts, bit i + 1 for step i.</summary>
internal sealed class StepMasks
{
    public const ulong Facts = 1;

    private readonly IReadOnlyList<RunStep> _steps;

    public StepMasks(IReadOnlyList<RunStep> steps)
    {
        if (steps.Count > RunStep.Most)
        {
            throw new ArgumentException($"The pipeline has {steps.Count} steps; at most {RunStep.Most} are possible. Split it into two.", nameof(steps));
        }

        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Reads.Concat(steps[i].Parent is { } parent ? [parent] : []).Any(read => read < 0 || read >= i))
            {
                throw new ArgumentException($"Step '{steps[i].Id}' stands before a step that it reads, or names none of the list. Order the steps topologically.", nameof(steps));
            }
        }

        _steps = steps;
    }

    /// <summary>Everything done.</summary>
    public ulong Full => (1UL << (_steps.Count + 1)) - 1;

    /// <summary>The bits of all steps with a fingerprint; steps that differ only in their id share results.</summary>
    public ulong Of(string fingerprint)
    {
        ulong bits = 0;
        for (int i = 0; i < _steps.Count; i++)
        {
            bits |= _steps[i].Fingerprint == fingerprint ? 2UL << i : 0;
        }

        return bits;
    }

    /// <summary>Indexes of the steps to compute: those not done, and those that read a step to compute.</summary>
    public int[] Missing(ulong done)
    {
        List<int> missing = [];
        for (int i = 0; i < _steps.Count; i++)
        {
            if ((done & (2UL << i)) == 0 || _steps[i].Reads.Any(missing.Contains))
            {
                missing.Add(i);
            }
        }

        return [.. missing];
    }

    /// <summary>Indexes of the steps that are done and that a missing step reads.</summary>
    public int[] Given(int[] missing)
        => [.. missing.SelectMany(i => _steps[i].Reads).Where(p => !missing.Contains(p)).Distinct().Order()];
}
