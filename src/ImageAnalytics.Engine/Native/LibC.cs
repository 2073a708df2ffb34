using System.Runtime.InteropServices;

namespace ImageAnalytics.Engine.Native;

/// <summary>The calls of the C library that .NET has no counterpart for. Linux, x86-64.</summary>
internal static unsafe partial class LibC
{
    public const int O_RDONLY = 0, O_NOCTTY = 0x100, O_NONBLOCK = 0x800, O_DIRECTORY = 0x10000, O_NOFOLLOW = 0x20000, O_CLOEXEC = 0x80000;
    public const int AT_FDCWD = -100, AT_SYMLINK_NOFOLLOW = 0x100, AT_EMPTY_PATH = 0x1000;
    public const uint STATX_BASIC = 0x7ff;
    public const int EPERM = 1, ENOENT = 2, EINTR = 4, EIO = 5, ENOMEM = 12, EACCES = 13, ENOTDIR = 20, ENFILE = 23, EMFILE = 24, ELOOP = 40, ESTALE = 116;
    public const int F_DUPFD_CLOEXEC = 1030;
    public const int PR_SET_PDEATHSIG = 1, PR_SET_NO_NEW_PRIVS = 38, RLIMIT_CORE = 4, SIGKILL = 9;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open(byte* path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int directory, byte* path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint GetDents64(int fd, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int StatX(int directory, byte* path, int flags, uint mask, StatX* result);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true)]
    public static partial byte* RealPath(byte* path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int fd, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Fcntl(int fd, int command, int argument);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int PrCtl(int option, nuint arg2, nuint arg3, nuint arg4, nuint arg5);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetResourceLimit(int resource, nuint* softAndHard);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int GetParentProcessId();

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int status);

    [LibraryImport("libc", EntryPoint = "on_exit")]
    private static partial int OnExit(nint function, nint argument);

    /// <summary>
    /// From now on, whoever calls <c>exit</c> ends this process at once, with that status. Otherwise what libraries do at exit comes first, and
    /// takes apart what other threads still compute with.
    /// </summary>
    /// <remarks>What was registered before does not run any more; what is registered later still does.</remarks>
    public static void ExitAtOnce()
    {
        // The handler is the C library's own _exit: it takes the status first, and no managed code runs in a process that ends.
        nint library = NativeLibrary.Load("libc.so.6");
        _ = OnExit(NativeLibrary.GetExport(library, "_exit"), 0);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "strerror")]
    private static partial byte* StrError(int error);

    /// <summary>The system's text for an error number.</summary>
    public static string ErrorText(int error) => Marshal.PtrToStringUTF8((nint)StrError(error)) ?? $"error {error}";
}
