using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ImageAnalytics.Imaging;

/// <summary>
/// The part of libjpeg-turbo's TurboJPEG interface, version 2, that is used here. It is asked in place of OpenCV's decoder because
/// it tells each call about corrupt data, where OpenCV writes a line to standard error and gives a grey rest.
/// </summary>
internal static partial class TurboJpeg
{
    public const int Bgr = 1, Cmyk = 11;

    private const string Library = "libturbojpeg.so.0";
    private const int AccurateDct = 4096, LimitScans = 32768;
    private const int WarningOnly = 0;
    private static readonly ConcurrentBag<TurboJpegHandle> s_idle = [];

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryException">It is missing.</exception>
    public static void Load() => Return(Take());

    /// <summary>Decodes a picture. Every pixel is written unless the call fails.</summary>
    /// <param name="jpeg">The file's bytes.</param>
    /// <param name="pixels">Where the first row begins.</param>
    /// <param name="width">Columns wanted: those of the file, divided by 1, 2, 4 or 8 and rounded up.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="height">Rows wanted, as for the columns.</param>
    /// <param name="pixelFormat"><see cref="Bgr"/> or <see cref="Cmyk"/>.</param>
    /// <param name="message">The first warning, or why it failed; empty when all is well.</param>
    /// <returns>False when there is no picture.</returns>
    public static unsafe bool Decode(ReadOnlySpan<byte> jpeg, nint pixels, int width, int stride, int height, int pixelFormat, out string message)
    {
        TurboJpegHandle handle = Take();
        try
        {
            fixed (byte* first = jpeg)
            {
                int result = Decompress(handle, first, (nuint)jpeg.Length, pixels, width, stride, height, pixelFormat, AccurateDct | LimitScans);
                message = result == 0 ? "" : Marshal.PtrToStringUTF8(ErrorText(handle)) ?? "unknown error";
                return result == 0 || ErrorCode(handle) == WarningOnly;
            }
        }
        finally
        {
            Return(handle);
        }
    }

    private static TurboJpegHandle Take()
    {
        if (s_idle.TryTake(out TurboJpegHandle? idle))
        {
            return idle;
        }

        try
        {
            TurboJpegHandle handle = Create();
            return !handle.IsInvalid ? handle : throw new InsufficientMemoryException("TurboJPEG gives no decoder: it is out of memory.");
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new NativeLibraryException(
                $"The JPEG decoder {Library} cannot be loaded. Run 'apt-get install libturbojpeg0' (Ubuntu: libturbojpeg).", e);
        }
    }

    private static void Return(TurboJpegHandle handle) => s_idle.Add(handle);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial TurboJpegHandle Create();

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Decompress(
        TurboJpegHandle handle, byte* jpeg, nuint jpegBytes, nint pixels, int width, int stride, int height, int pixelFormat, int flags);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ErrorText(TurboJpegHandle handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorCode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ErrorCode(TurboJpegHandle handle);
}
