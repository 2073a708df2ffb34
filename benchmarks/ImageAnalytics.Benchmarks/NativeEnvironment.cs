using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>What must be set before native code starts.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>ONNX Runtime's telemetry off, natively: the managed environment is a copy. OpenCV without threads of its own.</summary>
    public static void Apply()
    {
        _ = setenv("ORT_DISABLE_TELEMETRY", "1", 1);
        Cv2.SetNumThreads(1);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
