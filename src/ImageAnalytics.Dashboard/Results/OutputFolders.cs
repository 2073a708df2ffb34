using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Monitoring;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>The output folders of the schedules. In addresses, each is named by a schedule that writes to it: no path of this machine is.</summary>
internal sealed class OutputFolders(ServeControl control)
{
    /// <summary>Each folder once, with the name of the first schedule that writes to it.</summary>
    public IReadOnlyList<(string Name, string Folder)> All
        => [.. control.Configuration.Schedules.DistinctBy(s => s.Output, StringComparer.Ordinal).Select(s => (s.Name, s.Output))];

    /// <summary>The folder that a schedule writes to; null when there is no such schedule.</summary>
    public string? FolderOf(string name) => control.Configuration.Schedules.FirstOrDefault(s => s.Name == name)?.Output;

    /// <summary>Where a run's pages are; null when its folder is in no output folder, or has no run's shape.</summary>
    public string? AddressOf(string runFolder)
    {
        string? pipelineFolder = Path.GetDirectoryName(Path.GetDirectoryName(runFolder));
        string? output = Path.GetDirectoryName(pipelineFolder);
        return All.FirstOrDefault(o => o.Folder == output).Name is { } name ? Addresses.Run(name, Path.GetFileName(pipelineFolder)!, Path.GetFileName(runFolder)) : null;
    }

    /// <summary>The schedule in whose name a run's failures may be tried again: the one that made it as far as is known, else the first of its folder.</summary>
    public Schedule? ScheduleOf(string output, string runFolder, IEnumerable<RunState> ended)
    {
        string? maker = ended.FirstOrDefault(e => e.RunFolder == runFolder)?.Schedule;
        Schedule[] writers = [.. control.Configuration.Schedules.Where(s => s.Enabled && s.Output == FolderOf(output))];
        return writers.FirstOrDefault(s => s.Name == maker) ?? writers.FirstOrDefault();
    }
}
