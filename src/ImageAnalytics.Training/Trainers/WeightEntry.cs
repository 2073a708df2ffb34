using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>A tensor in a file of weights: it lies within the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Offset">Where its numbers begin in the file.</param>
internal sealed record WeightEntry(string Name, ScalarType Type, long[] Shape, long Offset);
