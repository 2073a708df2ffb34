namespace ImageAnalytics.Sdk;

/// <summary>Why a file gave no result, as it stands in the <c>failure</c> column of the results.</summary>
public static class FailureClasses
{
    /// <summary>Reading the file failed: an input or output error of the disk or the network.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The content is not that of a picture, whatever the name says.</summary>
    public const string NotAnImage = "not-an-image";

    /// <summary>A picture in a format, or a variant of one, that cannot be read here.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>The file ends before its picture does.</summary>
    public const string Truncated = "truncated";

    /// <summary>The content breaks the rules of its format.</summary>
    public const string Damaged = "damaged";

    /// <summary>More bytes or pixels than the limits allow.</summary>
    public const string TooLarge = "too-large";

    /// <summary>It took longer than the time limit.</summary>
    public const string Timeout = "timeout";

    /// <summary>The worker process died of it, twice, alone.</summary>
    public const string Crash = "crash";

    /// <summary>It needed more memory than the worker process may have.</summary>
    public const string OutOfMemory = "out-of-memory";

    /// <summary>A plugin threw an exception.</summary>
    public const string ModelError = "model-error";

    /// <summary>The file was listed, but was gone when it was to be read.</summary>
    public const string Vanished = "vanished";

    /// <summary>The file may not be read by this user.</summary>
    public const string Denied = "denied";

    /// <summary>Every class.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Unreadable, NotAnImage, Unsupported, Truncated, Damaged, TooLarge,
        Timeout, Crash, OutOfMemory, ModelError, Vanished, Denied,
    ];

    /// <summary>
    /// Whether a failure is kept until the file, the fingerprint or the limits change. The others are tried again on the next run.
    /// </summary>
    /// <param name="failureClass">One of <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public static bool IsRemembered(string failureClass) => failureClass switch
    {
        NotAnImage or Unsupported or Truncated or Damaged or TooLarge or Crash => true,
        Unreadable or Timeout or OutOfMemory or ModelError or Vanished or Denied => false,
        _ => throw new ArgumentException(
            $"'{failureClass}' is no class of failure. Expected one of: {string.Join(", ", All)}.", nameof(failureClass)),
    };
}
