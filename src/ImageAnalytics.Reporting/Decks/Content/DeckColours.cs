namespace ImageAnalytics.Reporting.Decks;

/// <summary>Colours of marks on pictures: white text on each is readable.</summary>
internal static class DeckColours
{
    private static readonly string[] s_marks = ["1971C2", "C2410C", "2B8A3E", "C2255C", "6741D9", "0B7285", "8F5A00", "495057"];

    /// <summary>How many there are.</summary>
    public static int Count => s_marks.Length;

    /// <summary>Red, green and blue as six hexadecimal digits.</summary>
    public static string Of(int colour) => s_marks[colour % s_marks.Length];
}
