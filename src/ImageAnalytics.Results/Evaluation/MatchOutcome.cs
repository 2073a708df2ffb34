namespace ImageAnalytics.Results.Evaluation;

/// <summary>What a detection turned out to be.</summary>
internal enum MatchOutcome
{
    /// <summary>It found an object that nobody more confident had found.</summary>
    Right,

    /// <summary>There is no such object, or another detection has it.</summary>
    Wrong,

    /// <summary>It found what does not count: a crowd, or an object of another size.</summary>
    Ignored,
}
