namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A picture of a COCO file, while its objects are gathered.</summary>
/// <param name="Name">Relative to the data's folder.</param>
/// <param name="Path">Absolute.</param>
/// <param name="Width">Columns as the file states them.</param>
/// <param name="Height">Rows as the file states them.</param>
internal sealed record CocoPicture(string Name, string Path, int Width, int Height)
{
    /// <summary>The objects so far.</summary>
    public List<LabelledObject> Objects { get; } = [];
}
