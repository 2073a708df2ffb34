using System.CommandLine;

namespace ImageAnalytics.Cli.Clusters;

/// <summary><c>cluster</c>: scans for clusters that have a queue of their own.</summary>
internal static class ClusterCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => new("cluster", "Write what the queue of a cluster needs to scan folders with many machines.")
    {
        SlurmCommand.Create(),
    };
}
