using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Composition;

/// <summary>The assemblies that host and plugins share, one copy of each.</summary>
internal static class HostAssemblies
{
    /// <summary>Sdk, Imaging, Inference, OpenCvSharp and ONNX Runtime.</summary>
    public static SharedAssemblies Shared { get; } = new(
    [
        typeof(IModelPlugin).Assembly,
        typeof(ImageFile).Assembly,
        typeof(InferenceRuntime).Assembly,
        typeof(OpenCvSharp.Mat).Assembly,
        typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly,
    ]);
}
