namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>What a detection turned out to be. The first that fits is taken.</summary>
public enum Verdict
{
    /// <summary>It found an object of its class with an IoU of at least 0.5, and nothing surer had found that one.</summary>
    Right,

    /// <summary>It lies in a region of many objects that are not told apart, and counts for nothing.</summary>
    Ignored,

    /// <summary>It found, with an IoU of at least 0.5, an object of its class that a surer detection has.</summary>
    Duplicate,

    /// <summary>It lies on an object of another class, with an IoU of at least 0.5.</summary>
    WrongClass,

    /// <summary>It overlaps an object of its class, with an IoU of at least 0.1, but less than 0.5.</summary>
    Misplaced,

    /// <summary>There is no such object there.</summary>
    Background,
}
