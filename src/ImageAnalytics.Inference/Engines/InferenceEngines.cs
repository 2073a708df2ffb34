using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Inference.Engines;

/// <summary>The engines of this program.</summary>
public static class InferenceEngines
{
    private static readonly OnnxRuntimeEngine s_onnxRuntime = new();
    private static readonly OpenCvDnnEngine s_openCvDnn = new();

    /// <summary>The engine that a card asks for.</summary>
    public static IInferenceEngine For(ModelEngine engine) => engine switch
    {
        ModelEngine.Onnx => s_onnxRuntime,
        ModelEngine.OpenCvDnn => s_openCvDnn,
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "There is no such engine."),
    };
}
