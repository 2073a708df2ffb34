using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>A chunk that a worker was handed, and how far it says to be with it.</summary>
internal sealed class ChunkInWork(Chunk chunk)
{
    public Chunk Chunk { get; } = chunk;

    /// <summary>The image in work; null before the first.</summary>
    public WorkItem? Current { get; private set; }

    /// <summary>What is done with it.</summary>
    public int Stage { get; private set; }

    /// <summary>When the image was begun, in ticks of the supervisor's clock.</summary>
    public long Since { get; private set; }

    /// <summary>Notes that a stage begins; an image's time counts from its first stage.</summary>
    public void Begin(WorkItem item, int stage, long now)
    {
        if (!ReferenceEquals(item, Current))
        {
            (Current, Since) = (item, now);
        }

        Stage = stage;
    }
}
