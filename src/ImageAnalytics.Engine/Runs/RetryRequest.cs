using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Runs;

/// <summary>What a run is to try again of a finished one. It looks at that run's images, and lists no folder.</summary>
/// <param name="RunFolder">The finished run.</param>
/// <param name="Classes">The failures that are tried again, of <see cref="FailureClasses.All"/>; the others stay as they are recorded.</param>
public sealed record RetryRequest(string RunFolder, IReadOnlyList<string> Classes)
{
    /// <summary>The failures that stay.</summary>
    public IReadOnlyList<string> Kept => [.. FailureClasses.All.Except(Classes, StringComparer.Ordinal)];
}
