namespace ImageAnalytics.Training.Detectors;

/// <summary>A detector as a file, and how it is read.</summary>
/// <param name="Network">The ONNX file.</param>
/// <param name="InputName">The input's name in the network.</param>
/// <param name="DynamicBatch">Whether several pictures may share a run.</param>
/// <param name="Output">The card's <c>output</c>, as keys and values of YAML.</param>
internal sealed record DetectorExport(byte[] Network, string InputName, bool DynamicBatch, IReadOnlyDictionary<string, object> Output);
