namespace ImageAnalytics.Reporting.Decks;

/// <summary>A large figure.</summary>
/// <param name="Value">As it is shown.</param>
/// <param name="Name">What it counts.</param>
/// <param name="IsBad">Whether it should worry the reader.</param>
public sealed record KeyFigure(string Value, string Name, bool IsBad = false);
