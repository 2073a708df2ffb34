using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A placeholder of a layout.</summary>
/// <param name="Type">Its type, such as <c>ctrTitle</c>; <c>obj</c> when it does not say.</param>
/// <param name="Index">Its index.</param>
/// <param name="Box">Where it is, in points.</param>
/// <param name="Size">The size of its first level's font in points.</param>
/// <param name="IsBold">Whether that is bold.</param>
/// <param name="Colour">The colour of that; null when nothing says it.</param>
/// <param name="Own">Whether only the prompt in the placeholder says how it looks, as in files that LibreOffice writes: then a text must say it too.</param>
/// <param name="IsTurned">Whether its text does not run from left to right.</param>
internal sealed record Placeholder(string Type, uint Index, BoundingBox Box, double Size, bool IsBold, ShapeColour? Colour, bool Own, bool IsTurned)
{
    /// <summary>Margins inside a placeholder in points; those of the standard, which few templates change.</summary>
    public const double Inset = 7.2, InsetAbove = 3.6;

    /// <summary>Whether it takes a title.</summary>
    public bool IsTitle => Type is "title" or "ctrTitle";

    /// <summary>Whether it takes text or a graphic.</summary>
    public bool IsBody => Type is "obj" or "body" or "subTitle";
}
