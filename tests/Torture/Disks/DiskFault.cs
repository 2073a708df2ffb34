namespace ImageAnalytics.Torture.Disks;

/// <summary>How a file or folder of a <see cref="FaultyDisk"/> misbehaves.</summary>
internal enum DiskFault
{
    None,

    /// <summary>It can be opened, but reading it, or listing it, ends with an input/output error.</summary>
    ReadFails,

    /// <summary>Reading gives what is there, but slowly.</summary>
    Slow,

    /// <summary>Reading, or listing, never comes back, as with a server that is gone: not even a kill gets the reader out of it.</summary>
    Silent,

    /// <summary>Not even its size is told.</summary>
    SilentAtOnce,

    /// <summary>Opening it is refused.</summary>
    Denied,
}
