namespace ImageAnalytics.Training.Recipes;

/// <summary>Which pictures are kept apart for validation where the data have no split for it.</summary>
public enum HoldOutKind
{
    /// <summary>None: a split of the data is named instead.</summary>
    None,

    /// <summary>A share, by the hash of each picture's content.</summary>
    Share,

    /// <summary>As many as stated, by the hash of each picture's position.</summary>
    LowestIndexHash,

    /// <summary>All pictures of a share of the classes, by the hash of their names; for people.</summary>
    ClassShare,
}
