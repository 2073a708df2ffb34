using System.Buffers.Binary;
using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Engine.Workers.Wire;
using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Results;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>What a worker says to its supervisor: a plugin's native code may have overwritten anything in it.</summary>
internal static class WorkerTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("frames", ReadFrames) { Allowed = [typeof(InvalidDataException)], Seeds = Frames, Tokens = [.. Words.Json, [0, 0, 0, 0], [1, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F]] },
        new FuzzTarget("last-words", ReadWords) { Seeds = () => Words.Of("Unhandled exception.\n   at A.B()\n\x1b[31mred\n"), Tokens = Words.Of("\n", "\r\n", "\x1b[2J", "\u202E"), MaxBytes = 60_000 },
    ];

    private static IEnumerable<byte[]> Frames()
    {
        ImageFacts facts = new() { Width = 1, Height = 2, Camera = "c" };
        Observation observation = new() { Kind = ObservationKinds.Detection, Label = "car", Confidence = 0.5, Box = new BoundingBox(1, 2, 3, 4), Mask = new Mask(1, 2, "02", 2), Embedding = [0.5f], Detail = "{}" };
        StepResult step = new("f", null, null, [new StoredObservation(1, null, observation)]);
        byte[] done = Message(to =>
        {
            to.Long(7);
            to.List([new ItemResult(1, new ImageResult(1, "ab", facts, [step], 1), null), new ItemResult(2, null, new FileFailure(2, "vanished", "m"))], ResultWire.Write);
        });
        byte[] refused = Message(to => to.List(["No model."], (w, text) => w.Text(text)));
        byte[] chunk = Message(to => ChunkWire.Write(to, new Chunk(1, [new WorkItem { Ordinal = 1, Path = "a", FullPath = "/a", Facts = facts, Missing = [0], Given = [step], Excluded = [new ExcludedStep(1, "crash", "m")] }])));
        JobStep part = new() { Id = "s", Fingerprint = "f", PluginFolder = "/p", ModelFolders = new Dictionary<string, string> { ["r"] = "/m" }, Options = new JsonObject { ["top"] = 1 }, Parent = 0, Of = [1] };
        byte[] job = Message(to => JobWire.Write(to, new WorkerJob { Steps = [part], Lanes = 1, Threads = 1, Limits = JobLimits.Default, Board = "/b" }));
        byte[][] frames = [Frame(FrameType.Job, job), Frame(FrameType.Chunk, chunk), Frame(FrameType.Refused, refused), Frame(FrameType.Done, done), Frame(FrameType.Warned, "Careful."u8.ToArray()), Frame(FrameType.Ready, [])];
        return [.. frames, [.. frames.SelectMany(f => f)]];
    }

    private static byte[] Message(Action<WireWriter> write)
    {
        WireWriter to = new();
        write(to);
        return to.Written.ToArray();
    }

    private static byte[] Frame(FrameType type, byte[] payload)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, payload.Length);
        return [.. length, (byte)type, .. payload];
    }

    private static void ReadFrames(byte[] input)
    {
        FrameStream frames = new(new MemoryStream(input, writable: false));
        while (frames.TryRead(out FrameType type, out ReadOnlyMemory<byte> payload))
        {
            _ = type switch
            {
                FrameType.Refused => WireReader.Whole(payload, r => r.List(v => v.Text())).Count,
                FrameType.Done => WireReader.Whole(payload, r => (r.Long(), r.List(ResultWire.Read))).Item2.Count,
                FrameType.Job => WireReader.Whole(payload, JobWire.Read).Lanes,
                FrameType.Chunk => WireReader.Whole(payload, ChunkWire.Read).Items.Count,
                _ => 0,
            };
        }
    }

    private static void ReadWords(byte[] input)
    {
        LastWords words = new();
        words.CollectAsync(new StreamReader(new MemoryStream(input, writable: false))).GetAwaiter().GetResult();
        if (words.Text.Length > 50 * 501 || words.Text.Contains('\x1b', StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The last words are longer than is kept, or hold a control character.");
        }
    }
}
