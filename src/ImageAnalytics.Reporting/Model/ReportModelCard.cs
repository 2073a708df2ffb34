namespace ImageAnalytics.Reporting;

/// <summary>A model that ran, with its licence.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty when unknown.</param>
/// <param name="Task">What it does.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Source">Where it comes from; empty when unknown.</param>
public sealed record ReportModelCard(string Name, string Version, string Task, string Licence, string Source)
{
    /// <summary>Whether its licence forbids commercial use, which the page then says where nobody can miss it.</summary>
    public bool ForbidsCommercialUse { get; init; }
}
