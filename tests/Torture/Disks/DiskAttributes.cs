namespace ImageAnalytics.Torture.Disks;

/// <summary>What a disk tells of a file or folder.</summary>
internal sealed record DiskAttributes(ulong Number, bool IsFolder, long Size, DateTime Modified);
