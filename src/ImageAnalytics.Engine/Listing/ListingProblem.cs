namespace ImageAnalytics.Engine.Listing;

/// <summary>A folder that could not be listed. The run goes on with the others and says so.</summary>
/// <param name="Path">The folder, in path text.</param>
/// <param name="Message">What the system said.</param>
public sealed record ListingProblem(string Path, string Message);
