namespace ImageAnalytics.Results.Repeats;

/// <summary>A box of a picture.</summary>
/// <param name="Group">A number for all that must be equal in boxes that are compared.</param>
/// <param name="Folder">The picture's folder.</param>
/// <param name="Step">Index of the step.</param>
/// <param name="Label">What was found.</param>
/// <param name="Width">The picture's width.</param>
/// <param name="Height">The picture's height.</param>
/// <param name="Ordinal">The picture's place in the listing.</param>
/// <param name="Number">The observation's number.</param>
/// <param name="Box">The box.</param>
internal sealed record RepeatRow(ulong Group, string Folder, int Step, string Label, int Width, int Height, long Ordinal, int Number, BoundingBox Box)
{
    /// <summary>Whether two boxes are compared with one another.</summary>
    public bool IsOfGroup(RepeatRow other)
        => Step == other.Step && Width == other.Width && Height == other.Height && Folder == other.Folder && Label == other.Label;
}
