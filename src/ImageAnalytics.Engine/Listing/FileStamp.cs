using ImageAnalytics.Engine.Native;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Listing;

/// <summary>Size and time of files as they are now.</summary>
internal static unsafe class FileStamp
{
    /// <summary>A listed file with its size and time of now; as it was where it cannot be looked at, which whoever reads it finds out.</summary>
    public static ListedFile Renew(ListedFile file)
    {
        byte[] path = [.. PathText.ToBytes(file.FullPath), 0];
        StatX stat;
        fixed (byte* start = path)
        {
            return LibC.StatX(LibC.AT_FDCWD, start, 0, LibC.STATX_BASIC, &stat) == 0 ? file with { Bytes = (long)stat.Size, ModifiedNanoseconds = stat.Modified } : file;
        }
    }
}
