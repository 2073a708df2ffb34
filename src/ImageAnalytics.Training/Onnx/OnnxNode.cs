namespace ImageAnalytics.Training.Onnx;

/// <summary>One operator of a graph.</summary>
internal sealed record OnnxNode(string Operator, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, object> Attributes);
