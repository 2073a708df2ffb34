namespace ImageAnalytics.Reporting.Decks;

/// <summary>A template cannot be used.</summary>
/// <param name="message">Why, and what would help: whole sentences that do not name the file.</param>
internal sealed class TemplateException(string message) : Exception(message);
