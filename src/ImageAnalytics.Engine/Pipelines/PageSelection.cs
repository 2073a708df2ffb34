namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Which pictures of a file with several are looked at.</summary>
public enum PageSelection
{
    /// <summary>The first; in the file <c>first</c>, the default.</summary>
    First,

    /// <summary>Each, as an image of its own; in the file <c>all</c>.</summary>
    All,
}
