namespace ImageAnalytics.Results;

/// <summary>What a run has to do.</summary>
/// <param name="Images">Files in the listing.</param>
/// <param name="Reused">Files with nothing left to do.</param>
/// <param name="Pending">Files with something left to do; <c>Images = Reused + Pending</c>.</param>
/// <param name="NewFiles">Those of the pending files whose content is not known: new, changed, moved, or all when hashing again.</param>
/// <param name="PendingBytes">Size of the pending files together.</param>
/// <param name="MissingBySteps">For each step, how many pending files it is missing for; unknown contents count for every step.</param>
public sealed record RunPlan(long Images, long Reused, long Pending, long NewFiles, long PendingBytes, IReadOnlyList<long> MissingBySteps);
