using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>Failure classes as SQL.</summary>
internal static class FailureSql
{
    /// <summary>The classes that are kept from run to run, as string literals.</summary>
    public static string Remembered { get; } = In(FailureClasses.All.Where(FailureClasses.IsRemembered));

    /// <summary>What stands in <c>IN (…)</c> for some classes.</summary>
    public static string In(IEnumerable<string> classes) => classes.ToList() is { Count: > 0 } some ? SqlText.List(some) : "NULL";
}
