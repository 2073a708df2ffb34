namespace ImageAnalytics.Results;

/// <summary>The failure classes as this project needs them; the public list is the Sdk's class of the same name.</summary>
/// <remarks>To be removed, with no other change here, once the Sdk has it.</remarks>
internal static class FailureClasses
{
    /// <summary>Every class, as it stands in the results.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "unreadable", "not-an-image", "unsupported", "truncated", "damaged", "too-large",
        "timeout", "crash", "out-of-memory", "model-error", "vanished", "denied",
    ];

    /// <summary>Whether a failure is kept until the file or the fingerprint changes; the others are tried again on the next run.</summary>
    /// <exception cref="ArgumentException">It is no class of failure.</exception>
    public static bool IsRemembered(string failureClass)
        => All.Contains(failureClass, StringComparer.Ordinal)
            ? failureClass is "not-an-image" or "unsupported" or "truncated" or "damaged" or "too-large" or "crash"
            : throw new ArgumentException(
                $"'{failureClass}' is no class of failure. Expected one of: {string.Join(", ", All)}.", nameof(failureClass));
}
