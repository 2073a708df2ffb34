namespace ImageAnalytics.Reporting;

/// <summary>An image that failed wholly or in part.</summary>
/// <param name="Path">Its path as the CSV files have it.</param>
/// <param name="Failure">The failure class, such as <c>truncated</c>.</param>
/// <param name="Message">What went wrong, in a sentence.</param>
public sealed record ReportFailure(string Path, string Failure, string Message)
{
    /// <summary>The number of its folder, as in <see cref="ReportModel.Folders"/>; -1 when it is not among them.</summary>
    public int Folder { get; init; } = -1;
}
