using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>Failure classes as SQL.</summary>
internal static class FailureSql
{
    /// <summary>The classes that are kept from run to run, as string literals.</summary>
    public static string Remembered { get; } = SqlText.List(FailureClasses.All.Where(FailureClasses.IsRemembered));
}
