namespace ImageAnalytics.Reporting;

/// <summary>Pictures by what they show and what they were taken for.</summary>
/// <param name="Truth">Names of the rows: what the pictures show.</param>
/// <param name="Said">Names of the columns: what they were taken for.</param>
/// <param name="Counts">Pictures, a row for each of <paramref name="Truth"/> with a number for each of <paramref name="Said"/>.</param>
/// <param name="Mistakes">The most frequent mistakes, the most frequent first.</param>
public sealed record ConfusionTable(
    IReadOnlyList<string> Truth, IReadOnlyList<string> Said, IReadOnlyList<IReadOnlyList<int>> Counts, IReadOnlyList<(string Truth, string Said, int Count)> Mistakes);
