using ImageAnalytics.Engine.Runs;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Running;

/// <summary>Says in the log what a person should know of a run that nobody watches: how much there is to do, and notes.</summary>
internal sealed class LoggedProgress(ILogger log, string schedule) : IRunProgress
{
    public void Listing(long files)
    {
    }

    public void Planned(long images, long pending) => log.Planned(schedule, images, pending);

    public void Finished(bool failed)
    {
    }

    public void Writing()
    {
    }

    public void Note(string message) => log.Note(schedule, LogText.Of(message));
}
