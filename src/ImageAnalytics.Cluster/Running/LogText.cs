using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Cluster.Running;

/// <summary>Text from pictures, models, plugins and files made fit for a log: one line, no control characters, not endless.</summary>
internal static class LogText
{
    private const int MaxLength = 4000;

    /// <summary>The text on one line.</summary>
    public static string Of(string text) => ShownText.Of(string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)), MaxLength);
}
