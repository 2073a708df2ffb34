namespace ImageAnalytics.Imaging.Preparation;

/// <summary>What <see cref="PicturePreparer.Plan"/> decided for one picture size.</summary>
/// <param name="Width">Columns of the prepared picture.</param>
/// <param name="Height">Rows of the prepared picture.</param>
/// <param name="ScaledWidth">Columns of the whole source after scaling.</param>
/// <param name="ScaledHeight">Rows of the whole source after scaling.</param>
/// <param name="Left">Column of the scaled source's left edge in the prepared picture; negative when it is cut.</param>
/// <param name="Top">Row of the scaled source's top edge; negative when it is cut.</param>
public readonly record struct PreparedSize(int Width, int Height, int ScaledWidth, int ScaledHeight, int Left, int Top);
