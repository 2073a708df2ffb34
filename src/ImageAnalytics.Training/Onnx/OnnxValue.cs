namespace ImageAnalytics.Training.Onnx;

/// <summary>An input or output of a graph. A dimension is a number, or a name where it may vary.</summary>
internal sealed record OnnxValue(string Name, OnnxType Type, IReadOnlyList<object> Shape);
