namespace ImageAnalytics.Sdk;

/// <summary>The size of picture that a model looks at; the host decodes no larger than this needs.</summary>
/// <param name="Width">Columns of the model's input.</param>
/// <param name="Height">Rows of the model's input.</param>
/// <param name="LongSideOnly">
/// True for a letterbox, where only the picture's long side must reach the input's; false where both sides must.
/// </param>
public sealed record InputSize(int Width, int Height, bool LongSideOnly = false);
