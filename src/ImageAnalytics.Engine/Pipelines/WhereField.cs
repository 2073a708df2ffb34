using ImageAnalytics.Engine.Pipelines.Conditions;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>A field that a <c>where</c> expression can ask about.</summary>
public sealed class WhereField
{
    private WhereField(string name, string text, NumberGetter? number, TextGetter? reader)
        => (Name, Text, Number, TextOf) = (name, text, number, reader);

    /// <summary>Every field, in the order of the documentation.</summary>
    public static IReadOnlyList<WhereField> All { get; } =
    [
        OfText("label", "What was found, as the model's labels say it; empty for an unknown face.", (in WhereSubject s) => s.Observation.Label),
        OfNumber("confidence", "What the model says, 0 to 1.", (in WhereSubject s) => s.Observation.Confidence),
        OfNumber("rank", "Place among the answers for one region, from 1; 0 where there is no order.", (in WhereSubject s) => s.Observation.Rank),
        OfText("kind", "classification, detection, instance, face or picture.", (in WhereSubject s) => s.Observation.Kind),
        OfNumber("x", "Left edge of the box, in pixels of the upright image.", (in WhereSubject s) => s.Box.X),
        OfNumber("y", "Top edge of the box, in pixels.", (in WhereSubject s) => s.Box.Y),
        OfNumber("width", "Width of the box, in pixels.", (in WhereSubject s) => s.Box.Width),
        OfNumber("height", "Height of the box, in pixels.", (in WhereSubject s) => s.Box.Height),
        OfNumber("right", "Right edge of the box, x + width.", (in WhereSubject s) => s.Box.Right),
        OfNumber("bottom", "Bottom edge of the box, y + height.", (in WhereSubject s) => s.Box.Bottom),
        OfNumber("area", "Area of the box, in square pixels.", (in WhereSubject s) => s.Box.Area),
        OfNumber("aspect", "width / height of the box.", (in WhereSubject s) => s.Box.Width / s.Box.Height),
        OfNumber("x_fraction", "x / image_width.", (in WhereSubject s) => s.Box.X / s.ImageWidth),
        OfNumber("y_fraction", "y / image_height.", (in WhereSubject s) => s.Box.Y / s.ImageHeight),
        OfNumber("width_fraction", "width / image_width.", (in WhereSubject s) => s.Box.Width / s.ImageWidth),
        OfNumber("height_fraction", "height / image_height.", (in WhereSubject s) => s.Box.Height / s.ImageHeight),
        OfNumber("area_fraction", "Share of the image that the box covers, 0 to 1.", (in WhereSubject s) => s.Box.Area / ((double)s.ImageWidth * s.ImageHeight)),
        OfNumber("image_width", "Width of the upright image, in pixels.", (in WhereSubject s) => s.ImageWidth),
        OfNumber("image_height", "Height of the upright image, in pixels.", (in WhereSubject s) => s.ImageHeight),
    ];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it holds, with unit and range.</summary>
    public string Text { get; }

    /// <summary>Whether it holds a number; otherwise a text.</summary>
    public bool IsNumber => Number is not null;

    internal NumberGetter? Number { get; }

    internal TextGetter? TextOf { get; }

    /// <summary>The field of a name in any case; null when there is none.</summary>
    internal static WhereField? Find(string name) => All.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static WhereField OfNumber(string name, string text, NumberGetter read) => new(name, text, read, null);

    private static WhereField OfText(string name, string text, TextGetter read) => new(name, text, null, read);
}
