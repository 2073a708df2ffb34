using System.Globalization;

namespace ImageAnalytics.Acceptance;

/// <summary>A line of YOLO text: a class number, and numbers that are fractions of the picture's sides.</summary>
/// <param name="ClassId">The class number as it stands there.</param>
/// <param name="Numbers">Four for a box (centre and size); x and y in turn for a polygon.</param>
internal sealed record YoloLine(int ClassId, IReadOnlyList<double> Numbers)
{
    /// <summary>Reads a file's lines; blank ones are skipped.</summary>
    /// <param name="name">What messages call the file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="polygons">Whether three points and more are expected, otherwise a box.</param>
    /// <exception cref="FormatException">A line is neither; says which, what was expected, and what it holds.</exception>
    public static IEnumerable<YoloLine> Read(string name, string text, bool polygons)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            double[] numbers = [.. words.Skip(1).Select(w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
            bool shaped = polygons ? numbers.Length >= 6 && int.IsEvenInteger(numbers.Length) : numbers.Length == 4;
            yield return shaped && numbers.All(n => n is >= 0 and <= 1) && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int classId)
                ? new YoloLine(classId, numbers)
                : throw new FormatException(
                    $"Line {i + 1} of '{name}' cannot be read: expected a class number and {(polygons ? "at least three points (x y)" : "a box (cx cy w h)")} in fractions from 0 to 1, found '{lines[i].TrimEnd()}'.");
        }
    }
}
