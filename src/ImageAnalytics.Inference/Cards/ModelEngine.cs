namespace ImageAnalytics.Inference.Cards;

/// <summary>Which library runs a model.</summary>
public enum ModelEngine
{
    /// <summary>ONNX Runtime; <c>onnx</c> in model.yaml.</summary>
    Onnx,

    /// <summary>OpenCV's dnn module; <c>opencv-dnn</c> in model.yaml.</summary>
    OpenCvDnn,
}
