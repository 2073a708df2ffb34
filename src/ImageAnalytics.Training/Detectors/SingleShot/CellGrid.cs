namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>One grid of cells over a picture.</summary>
/// <param name="Stride">Pixels per cell.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows of cells.</param>
internal readonly record struct CellGrid(int Stride, int Columns, int Rows)
{
    public int Count => Columns * Rows;

    /// <summary>The grids of a picture, whose sides are multiples of the largest stride.</summary>
    public static CellGrid[] Of(IReadOnlyList<int> strides, int width, int height) => [.. strides.Select(s => new CellGrid(s, width / s, height / s))];

    /// <summary>The centre of a cell, in pixels.</summary>
    public (float X, float Y) Centre(int cell) => (((cell % Columns) + 0.5f) * Stride, ((cell / Columns) + 0.5f) * Stride);
}
