namespace ImageAnalytics.Results.Statistics;

/// <summary>What is different from an earlier run of the same pipeline.</summary>
public sealed record RunChanges
{
    /// <summary>A run that is as the earlier one was.</summary>
    public static RunChanges None { get; } = new();

    /// <summary>Images that the earlier run did not list.</summary>
    public long NewImages { get; init; }

    /// <summary>Images that the earlier run listed and this one does not.</summary>
    public long GoneImages { get; init; }

    /// <summary>Images whose file has another content now.</summary>
    public long ChangedImages { get; init; }

    /// <summary>Images with a failure then.</summary>
    public long FailuresBefore { get; init; }

    /// <summary>Images with a failure now.</summary>
    public long FailuresNow { get; init; }

    /// <summary>Steps that are new or were changed, by id: other options, another model or another program.</summary>
    public IReadOnlyList<string> ChangedSteps { get; init; } = [];

    /// <summary>Steps of the earlier run that the pipeline has no longer, by id.</summary>
    public IReadOnlyList<string> RemovedSteps { get; init; } = [];

    /// <summary>Labels with another count; the largest differences first, and not always all.</summary>
    public IReadOnlyList<LabelChange> Labels { get; init; } = [];

    /// <summary>How many labels have another count.</summary>
    public int LabelCount { get; init; }

    /// <summary>Ordinals of images that are new or changed: some, spread over all of them.</summary>
    public IReadOnlyList<long> Examples { get; init; } = [];

    /// <summary>Whether nothing is different.</summary>
    public bool IsNothing => NewImages == 0 && GoneImages == 0 && ChangedImages == 0 && FailuresBefore == FailuresNow && Labels.Count == 0 && ChangedSteps.Count == 0 && RemovedSteps.Count == 0;
}
