using System.Buffers.Binary;
using System.Text.Json;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Fuzz.Running;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>What a worker says to its supervisor: a plugin's native code may have overwritten anything in it.</summary>
internal static class WorkerTargets
{
    private const string Results = """[{"Ordinal":1,"Image":{"ContentHash":"ab","Facts":{"Width":1,"Height":2},"Steps":[{"Fingerprint":"f","Failure":null,"Message":null,"Observations":[{"Number":1,"Parent":null,"Value":{"Kind":"detection","Label":"car","Confidence":0.5,"Box":{"X":1,"Y":2,"Width":3,"Height":4}}}]}]},"File":null},{"Ordinal":2,"Image":null,"File":{"Failure":"vanished","Message":"m"}}]""";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("frames", ReadFrames) { Allowed = [typeof(InvalidDataException), typeof(JsonException)], Seeds = Frames, Tokens = [.. Words.Json, [0, 0, 0, 0], [5, 0, 0, 0], .. Words.Of("\"Ordinal\":", "\"Image\":", "\"Box\":", "\"Mask\":")] },
        new FuzzTarget("last-words", ReadWords) { Seeds = () => Words.Of("Unhandled exception.\n   at A.B()\n\x1b[31mred\n"), Tokens = Words.Of("\n", "\r\n", "\x1b[2J", "\u202E"), MaxBytes = 60_000 },
    ];

    private static IEnumerable<byte[]> Frames()
    {
        byte[] results = [.. BitConverter.GetBytes(7L), .. Words.Of(Results)[0]];
        return [.. Enum.GetValues<FrameType>().Select(type => Frame(type, results)), [.. Frame(FrameType.Ready, []), .. Frame(FrameType.Warned, "Careful."u8.ToArray()), .. Frame(FrameType.Refused, """["No model."]"""u8.ToArray()), .. Frame(FrameType.Done, results)]];
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
                FrameType.Refused => JsonSerializer.Deserialize(payload.Span, WireJson.Default.ListString)?.Count,
                FrameType.Done when payload.Length > 8 => JsonSerializer.Deserialize(payload.Span[8..], WireJson.Default.ListItemResult)?.Count,
                FrameType.Job => JsonSerializer.Deserialize(payload.Span, WireJson.Default.WorkerJob)?.Lanes,
                FrameType.Chunk => JsonSerializer.Deserialize(payload.Span, WireJson.Default.Chunk)?.Items?.Count,
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
