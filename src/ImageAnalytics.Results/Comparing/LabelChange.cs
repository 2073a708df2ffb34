namespace ImageAnalytics.Results.Comparing;

/// <summary>How often each of two runs found a label.</summary>
/// <param name="Kind">The kind of observation.</param>
/// <param name="Label">The label.</param>
/// <param name="ImagesBefore">Images of the earlier run with at least one.</param>
/// <param name="ImagesAfter">Images of the later run with at least one.</param>
/// <param name="Before">Observations of the earlier run, of an ordered answer the first alone.</param>
/// <param name="After">Observations of the later run, counted likewise.</param>
public sealed record LabelChange(string Kind, string Label, long ImagesBefore, long ImagesAfter, long Before, long After)
{
    /// <summary>Observations more, or fewer when negative.</summary>
    public long Difference => After - Before;
}
