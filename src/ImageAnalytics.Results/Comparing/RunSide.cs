namespace ImageAnalytics.Results.Comparing;

/// <summary>One of two runs that are compared.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Pipeline">Its pipeline's name.</param>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="Finished">When it finished.</param>
/// <param name="Counts">Its figures.</param>
public sealed record RunSide(string RunId, string Pipeline, string Folder, DateTimeOffset Finished, RunCounts Counts)
{
    internal static RunSide Of(RunReader run) => new(run.RunId, run.Pipeline, run.Folder, run.Finished, run.Counts);
}
