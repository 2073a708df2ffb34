namespace ImageAnalytics.Reporting.Decks;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Share">Its part of the width, as weights.</param>
/// <param name="IsNumber">Whether its cells stand at the right.</param>
/// <param name="Lines">How many lines a cell may take before it is shortened.</param>
public sealed record TableColumn(string Name, double Share, bool IsNumber = false, int Lines = 1);
