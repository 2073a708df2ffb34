namespace ImageAnalytics.Reporting.Data;

/// <summary>Pictures of a class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Pictures">The pictures with what is marked in them.</param>
public sealed record DataSamples(string Name, IReadOnlyList<ReportPicture> Pictures);
