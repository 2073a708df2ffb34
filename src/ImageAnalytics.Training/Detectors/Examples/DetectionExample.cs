namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>A picture as a network sees it, with its objects.</summary>
/// <param name="Name">Names it within its data.</param>
/// <param name="Pixels">B, G, R row by row, without gaps; not to be changed.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Objects">What is in it.</param>
internal sealed record DetectionExample(string Name, byte[] Pixels, int Width, int Height, IReadOnlyList<ExampleObject> Objects);
