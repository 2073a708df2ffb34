using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Settings of the native libraries. They are read from the process environment when a library loads, and the environment that
/// .NET shows is only a copy of it, so they are set through libc, before anything of OpenCV is touched.
/// </summary>
/// <remarks>Child processes inherit them. They are applied with the defaults when this assembly is first used.</remarks>
public static partial class NativeSettings
{
    private static readonly Lock s_lock = new();
    private static bool s_checked;

    /// <summary>
    /// Sets OpenCV's own limit on pixels (a second line behind <see cref="ImageLimits.MaxPixels"/>), one thread for OpenCV
    /// (lanes are what runs side by side), and silence for its log. A host calls it first of all.
    /// </summary>
    /// <param name="limits">The limits that will be used; the defaults when null. Without effect once OpenCV is loaded.</param>
    public static void Apply(ImageLimits? limits = null)
    {
        lock (s_lock)
        {
            long pixels = Math.Max((limits ?? ImageLimits.Default).MaxPixels, 1);
            Set("OPENCV_IO_MAX_IMAGE_PIXELS", pixels.ToString(CultureInfo.InvariantCulture));
            Set("OPENCV_LOG_LEVEL", "SILENT");
            Set("OPENCV_FOR_THREADS_NUM", "1");
        }
    }

    /// <summary>Loads the native libraries, so that a machine without them is noticed before the first picture.</summary>
    /// <exception cref="NativeLibraryException">A library cannot be loaded; the message names the package to install.</exception>
    public static void Check()
    {
        lock (s_lock)
        {
            if (s_checked)
            {
                return;
            }

            try
            {
                Cv2.SetNumThreads(1);
                Cv2.SetLogLevel(LogLevel.SILENT);
            }
            catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or OpenCvSharpException)
            {
                throw new NativeLibraryException(
                    "OpenCV's native library cannot be loaded. It needs GTK 3, libdrm and libatomic: run 'apt-get install libgtk-3-0 libdrm2 libatomic1' "
                    + "(Debian 13 and Ubuntu 24.04: libgtk-3-0t64 for the first). The loader says: " + Innermost(e).Message, e);
            }

            TurboJpeg.Load();
            s_checked = true;
        }
    }

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "OpenCV reads its settings when it loads; nothing else runs early enough in every host.")]
    internal static void ApplyDefaults() => Apply();

    internal static Exception Innermost(Exception e) => e.InnerException is null ? e : Innermost(e.InnerException);

    private static void Set(string name, string value)
    {
        if (SetEnvironment(name, value, 1) != 0)
        {
            throw new InvalidOperationException(
                $"The environment variable {name} cannot be set: error {Marshal.GetLastPInvokeError()} of libc's setenv.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
