namespace ImageAnalytics.Torture.Disks;

/// <summary>What the kernel asks of a disk (linux/fuse.h, enum fuse_opcode).</summary>
internal enum FuseCall : uint
{
    Lookup = 1,
    Forget = 2,
    GetAttributes = 3,
    Open = 14,
    Read = 15,
    Release = 18,
    Flush = 25,
    Initialize = 26,
    OpenFolder = 27,
    ReadFolder = 28,
    ReleaseFolder = 29,
    Interrupt = 36,
    Destroy = 38,
    ForgetMany = 42,
}
