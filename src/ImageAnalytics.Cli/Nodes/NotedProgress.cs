using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Nodes;

/// <summary>Passes notes on, and nothing else.</summary>
internal sealed class NotedProgress(Action<string> note) : IRunProgress
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

    public void Writing()
    {
    }

    public void Note(string message) => note(message);
}
