namespace ImageAnalytics.Cluster.Configuration;

/// <summary>What <c>serve</c> is to do, as its file says.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="Source">Its bytes, as they were read.</param>
/// <param name="StateFolder">Where it keeps what must survive a restart, absolute.</param>
/// <param name="Schedules">All schedules, those switched off too, in the order of the file.</param>
public sealed record ServeConfiguration(string File, ReadOnlyMemory<byte> Source, string StateFolder, IReadOnlyList<Schedule> Schedules)
{
    /// <summary>Where the dashboard listens and who may use it.</summary>
    public DashboardSettings Dashboard { get; init; } = new();

    /// <summary>The schedule with a name that is switched on; null when there is none.</summary>
    public Schedule? Find(string name) => Schedules.FirstOrDefault(s => s.Name == name && s.Enabled);
}
