namespace ImageAnalytics.Results.Durable;

/// <summary>The moments of the commit protocol between which a process may die.</summary>
internal enum CommitPoint
{
    /// <summary>Nothing is written yet.</summary>
    Start,

    /// <summary>The file is complete under a name that no reader matches, perhaps not on the disk.</summary>
    Written,

    /// <summary>The file's content is on the disk.</summary>
    Flushed,

    /// <summary>The file has its final name, perhaps not on the disk.</summary>
    Renamed,

    /// <summary>The name is on the disk too.</summary>
    Durable,

    /// <summary>Compaction only: the merged file is durable, the merged ones are still there.</summary>
    Merged,
}
