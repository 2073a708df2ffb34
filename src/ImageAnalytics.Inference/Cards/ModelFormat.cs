namespace ImageAnalytics.Inference.Cards;

/// <summary>How a model is written down.</summary>
public enum ModelFormat
{
    /// <summary>One ONNX file; role <c>model</c>.</summary>
    Onnx,

    /// <summary>A Darknet network: roles <c>config</c> (.cfg) and <c>model</c> (.weights).</summary>
    Darknet,

    /// <summary>A frozen TensorFlow graph; role <c>model</c> (.pb).</summary>
    TensorFlow,
}
