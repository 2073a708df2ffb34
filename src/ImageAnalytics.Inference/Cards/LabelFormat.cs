namespace ImageAnalytics.Inference.Cards;

/// <summary>How a file of labels is written.</summary>
public enum LabelFormat
{
    /// <summary>One label a line, the first for class 0; <c>lines</c>.</summary>
    Lines,

    /// <summary>Class number, comma, label on each line, in any order; <c>index-name</c>. The label goes up to the line's end.</summary>
    IndexName,
}
