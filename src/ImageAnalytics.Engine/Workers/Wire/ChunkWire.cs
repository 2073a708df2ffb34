using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers.Wire;

/// <summary>How a chunk travels to a worker.</summary>
internal static class ChunkWire
{
    public static void Write(WireWriter to, Chunk chunk)
    {
        to.Long(chunk.Id);
        to.List(chunk.Items, Write);
    }

    /// <exception cref="InvalidDataException">The bytes are no chunk.</exception>
    public static Chunk Read(WireReader from) => new(from.Long(), from.List(ReadItem));

    private static void Write(WireWriter to, WorkItem item)
    {
        to.Long(item.Ordinal);
        to.Text(item.Path);
        to.Text(item.FullPath);
        to.Int(item.Page);
        to.OptionalText(item.ContentHash);
        to.Optional(item.Facts, ResultWire.Write);
        to.List(item.Missing, (w, step) => w.Int(step));
        to.List(item.Given, ResultWire.Write);
        to.List(item.Excluded, (w, excluded) =>
        {
            w.Int(excluded.Step);
            w.Text(excluded.Failure);
            w.Text(excluded.Message);
        });
    }

    private static WorkItem ReadItem(WireReader from) => new()
    {
        Ordinal = from.Long(),
        Path = from.Text(),
        FullPath = from.Text(),
        Page = from.Int(),
        ContentHash = from.OptionalText(),
        Facts = from.Optional(ResultWire.ReadFacts),
        Missing = from.List(r => r.Int()),
        Given = from.List(ResultWire.ReadStep),
        Excluded = from.List(r => new ExcludedStep(r.Int(), r.Text(), r.Text())),
    };
}
