using ImageAnalytics.Imaging.Preparation;

namespace ImageAnalytics.Training.Examples;

/// <summary>The size of a picture that was brought to a network's size, and where its pixels are in the picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Mapping">Where its pixels are in the picture.</param>
internal readonly record struct PreparedShape(int Width, int Height, InputMapping Mapping);
