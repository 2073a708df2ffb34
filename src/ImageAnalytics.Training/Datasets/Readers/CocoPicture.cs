namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A picture of COCO files, while its objects are gathered.</summary>
/// <param name="Name">Relative to the data's folder.</param>
/// <param name="Path">Absolute.</param>
/// <param name="Width">Columns as the file states them.</param>
/// <param name="Height">Rows as the file states them.</param>
internal sealed record CocoPicture(string Name, string Path, int Width, int Height)
{
    private readonly List<(LabelledObject Found, string Listing)> _objects = [];

    /// <summary>The split of the first of its files of labels that says one, else of its folders; null where neither says.</summary>
    public string? Split { get; set; }

    /// <summary>The objects so far.</summary>
    public IEnumerable<LabelledObject> Objects => _objects.Select(o => o.Found);

    /// <summary>Adds an object. One that another listing of the picture has too is the same.</summary>
    /// <param name="found">The object.</param>
    /// <param name="listing">Where the picture is listed.</param>
    public void Add(LabelledObject found, string listing)
    {
        if (!_objects.Any(o => o.Listing != listing && o.Found.ClassId == found.ClassId && o.Found.Box == found.Box && o.Found.Crowd == found.Crowd))
        {
            _objects.Add((found, listing));
        }
    }
}
