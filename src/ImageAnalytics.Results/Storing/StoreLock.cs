using ImageAnalytics.Results.Durable;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Results.Storing;

/// <summary>Keeps segments from being removed while someone reads them: readers share it, compaction needs it alone.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly SafeFileHandle? _file;

    private StoreLock(SafeFileHandle? file) => _file = file;

    /// <summary>Shares the lock. On a medium that cannot be written to, nothing is removed either, and no lock is held.</summary>
    public static StoreLock Share(StoreLayout layout)
    {
        return TryShare(layout, Libc.ReadWrite | Libc.Create) ?? TryShare(layout, Libc.ReadOnly) ?? new StoreLock(null);
    }

    // Whoever may only read can hold the lock, too: it keeps the segments for as long as they are read.
    private static StoreLock? TryShare(StoreLayout layout, int flags)
    {
        SafeFileHandle? file = null;
        try
        {
            file = Libc.Open(layout.Lock, flags);
            Libc.TryLock(file, Libc.LockShared);
            return new StoreLock(file);
        }
        catch (IOException)
        {
            file?.Dispose();
            return null;
        }
    }

    /// <summary>Does something while nobody else reads; false, and not done, when somebody does.</summary>
    public bool TryAlone(Action action)
    {
        if (_file is null || !Libc.TryLock(_file, Libc.LockExclusive | Libc.LockNonBlocking))
        {
            // A failed change of a lock may have lost the one that was held.
            if (_file is not null)
            {
                Libc.TryLock(_file, Libc.LockShared);
            }

            return false;
        }

        try
        {
            action();
            return true;
        }
        finally
        {
            Libc.TryLock(_file, Libc.LockShared);
        }
    }

    public void Dispose() => _file?.Dispose();
}
