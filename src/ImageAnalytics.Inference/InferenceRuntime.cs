using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Inference;

/// <summary>The one door to ONNX Runtime: sets what must be set in the process before its native code loads.</summary>
/// <remarks>Every path that runs a network goes through it; a host may call <see cref="Initialise"/> first of all. Safe on several threads at once.</remarks>
public static partial class InferenceRuntime
{
    private static readonly Lazy<bool> s_silenced = new(Silence);
    private static readonly Lazy<bool> s_loaded = new(LoadOnce);

    /// <summary>Name and version of ONNX Runtime, for fingerprints; loads no native code.</summary>
    public static string OnnxRuntimeName { get; } = "onnxruntime " + VersionOf(typeof(InferenceSession));

    /// <summary>Name and version of OpenCV's dnn, for fingerprints; loads no native code.</summary>
    public static string OpenCvDnnName { get; } = "opencv-dnn " + VersionOf(typeof(OpenCvSharp.Mat));

    /// <summary>Switches telemetry off in this process and in those that it starts. Does so once, and loads no native code.</summary>
    /// <remarks>
    /// ONNX Runtime 1.31 has telemetry on by default on Linux and decides when it loads. A variable set by
    /// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> changes only the managed copy, which native code does not see.
    /// </remarks>
    public static void Initialise() => _ = s_silenced.Value;

    /// <summary>Loads ONNX Runtime, silenced: only its fatal messages reach the terminal. Does so once.</summary>
    internal static void Load() => _ = s_loaded.Value;

    private static bool Silence() => SetEnvironment("ORT_DISABLE_TELEMETRY", "1", 1) == 0;

    private static bool LoadOnce()
    {
        Initialise();
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
