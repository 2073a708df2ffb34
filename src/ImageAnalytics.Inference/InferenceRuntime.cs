using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Inference;

/// <summary>The one door to ONNX Runtime: sets what must be set in the process before its native code loads.</summary>
/// <remarks>Every path that runs a network goes through <see cref="Initialise"/>. Safe on several threads at once.</remarks>
public static partial class InferenceRuntime
{
    private static readonly Lazy<bool> s_ready = new(Start);

    /// <summary>Name and version of ONNX Runtime, for fingerprints; loads no native code.</summary>
    public static string OnnxRuntimeName { get; } = "onnxruntime " + VersionOf(typeof(InferenceSession));

    /// <summary>Name and version of OpenCV's dnn, for fingerprints; loads no native code.</summary>
    public static string OpenCvDnnName { get; } = "opencv-dnn " + VersionOf(typeof(OpenCvSharp.Mat));

    /// <summary>Switches telemetry off and lets only fatal messages of ONNX Runtime reach the terminal. Does so once.</summary>
    /// <remarks>
    /// ONNX Runtime 1.31 has telemetry on by default on Linux and decides when it loads. A variable set by
    /// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> changes only the managed copy, which native code does not see.
    /// </remarks>
    public static void Initialise() => _ = s_ready.Value;

    private static bool Start()
    {
        SetEnvironment("ORT_DISABLE_TELEMETRY", "1", 1);
        if (!OrtEnv.IsCreated)
        {
            EnvironmentCreationOptions options = new() { logId = "imageanalytics", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }

        return true;
    }

    // The assembly version stands still over many releases; this one does not. What follows '+' is a commit.
    private static string VersionOf(Type type)
        => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
