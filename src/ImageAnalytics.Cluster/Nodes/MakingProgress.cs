using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>Hears how a run is made of shards: its images were counted when they were looked at.</summary>
internal sealed class MakingProgress(IRunProgress progress) : IRunProgress
{
    public void Listing(long files)
    {
    }

    public void Planned(long images, long pending)
    {
    }

    public void Finished(bool failed)
    {
    }

    public void Writing() => progress.Writing();

    public void Note(string message) => progress.Note(message);
}
