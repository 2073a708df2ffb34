namespace ImageAnalytics.Results.Comparing;

/// <summary>What differs between two runs about an image.</summary>
public enum ImageChange
{
    /// <summary>Only the later run has it.</summary>
    New,

    /// <summary>Only the earlier run has it.</summary>
    Gone,

    /// <summary>The same content lies under another path now.</summary>
    Moved,

    /// <summary>The file under this path has another content.</summary>
    Content,

    /// <summary>The same file, with another status: it failed in one of the runs, or in another way.</summary>
    Status,

    /// <summary>Only what was found in it differs.</summary>
    Findings,
}
