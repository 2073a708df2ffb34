using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Faces;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Composition;

/// <summary>The assemblies that host and plugins share, one copy of each.</summary>
internal static class HostAssemblies
{
    /// <summary>Sdk, Imaging, Inference, Faces, OpenCvSharp and ONNX Runtime.</summary>
    public static SharedAssemblies Shared { get; } = new(
    [
        typeof(IModelPlugin).Assembly,
        typeof(ImageFile).Assembly,
        typeof(InferenceRuntime).Assembly,
        typeof(OpenCvSharp.Mat).Assembly,
        typeof(Gallery).Assembly,
        typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly,
    ]);
}
