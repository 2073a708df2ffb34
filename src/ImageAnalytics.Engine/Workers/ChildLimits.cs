using ImageAnalytics.Engine.Native;

namespace ImageAnalytics.Engine.Workers;

/// <summary>What a worker process may not do, whatever its plugins and models try. Memory and time are watched by the supervisor.</summary>
internal static unsafe class ChildLimits
{
    /// <summary>Limits this process and those that it starts: no rights beyond its own by set-user-id programs, and no core files, which would hold people's pictures.</summary>
    public static void Apply()
    {
        _ = LibC.PrCtl(LibC.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        nuint* none = stackalloc nuint[2];
        (none[0], none[1]) = (0, 0);
        _ = LibC.SetResourceLimit(LibC.RLIMIT_CORE, none);
    }
}
