using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>What a run said.</summary>
internal sealed class Notes : IRunProgress
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public long Images { get; private set; }

    public long Pending { get; private set; }

    public long Done { get; private set; }

    public void Listing(long files)
    {
    }

    public void Planned(long images, long pending) => (Images, Pending) = (images, pending);

    public void Finished(bool failed) => Done++;

    public void Writing()
    {
    }

    public void Note(string message)
    {
        lock (_all)
        {
            _all.Add(message);
        }
    }
}
