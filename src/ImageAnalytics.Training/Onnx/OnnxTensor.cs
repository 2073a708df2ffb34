namespace ImageAnalytics.Training.Onnx;

/// <summary>Numbers that belong to a graph.</summary>
internal sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<long> Shape, byte[] Raw);
