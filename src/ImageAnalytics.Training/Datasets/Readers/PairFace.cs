using System.Globalization;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A picture that a list of pairs names.</summary>
/// <param name="Person">Who is on it.</param>
/// <param name="Number">Which picture of the person, from 1.</param>
internal readonly record struct PairFace(string Person, int Number)
{
    /// <summary>The picture's name without folder and ending.</summary>
    public string Stem => $"{Person}_{Number.ToString("0000", CultureInfo.InvariantCulture)}";

    /// <summary>Reads name and number; null where they are none.</summary>
    public static PairFace? Of(string person, string number)
        => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n is > 0 and < 1_000_000 ? new PairFace(person, n) : null;
}
