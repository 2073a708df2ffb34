using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Workers.Wire;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Workers;

public sealed class WireTests
{
    private static readonly Observation s_observation = new()
    {
        Kind = ObservationKinds.Detection,
        Label = "=cmd()|'\n<é\U0001F600",
        Confidence = 0.1 + 0.2,
        Box = new BoundingBox(-1.5, 2, 3e9, 1d / 3),
        Rank = 4,
        Mask = new Mask(7, 8, "0n4`R1", 9),
        Embedding = [0.1f, -2f],
        Detail = """{"file":"a"}""",
    };

    private static readonly StepResult s_step = new("f", "timeout", "It hangs.", [new StoredObservation(3, 2, s_observation)]);
    private static readonly ImageFacts s_facts = new() { Width = 640, Height = 480, TakenAt = "2026-01-02T03:04:05", Camera = "Leica", Failure = "truncated", Message = "It ends early." };

    private static readonly Chunk s_chunk = new(1L << 40, [new WorkItem
    {
        Ordinal = 1L << 41,
        Path = "a b.jpg",
        FullPath = "/in/a b.jpg",
        Page = 2,
        ContentHash = "ab",
        Facts = s_facts,
        Missing = [1, 2],
        Given = [s_step],
        Excluded = [new ExcludedStep(1, "crash", "It fell.")],
    }]);

    private static readonly List<ItemResult> s_results =
    [
        new ItemResult(1, new ImageResult(1, "ab", s_facts, [s_step], 1.25) { FileHash = "cd", Read = (3, 4) }, null),
        new ItemResult(2, null, new FileFailure(2, "vanished", "It is gone.")),
    ];

    private static readonly WorkerJob s_job = new()
    {
        Steps =
        [
            new JobStep
            {
                Id = "s",
                Fingerprint = "f",
                PluginFolder = "/p",
                PluginContent = "h",
                FilesContent = "g",
                ModelCards = new Dictionary<string, string> { ["/m"] = "i" },
                ModelFolders = new Dictionary<string, string> { ["detector"] = "/m" },
                Options = new JsonObject { ["top"] = 1, ["names"] = new JsonArray("é") },
                Parent = 1,
                Where = "confidence > 0.5",
                Combine = "vote",
                Of = [1, 2],
            },
        ],
        Lanes = 2,
        Threads = 3,
        Accelerator = Enum.GetValues<Accelerator>()[^1],
        PipelineFolder = "/a",
        DataFolder = "/b",
        OutputFolder = "/c",
        SeesTransparency = true,
        Limits = new JobLimits(1, 2, TimeSpan.FromMilliseconds(1500), 4) { MaxRegions = 5, MaxObservations = 6 },
        Board = "/d",
        AsksFirst = true,
        KnownContents = "/e",
    };

    [Fact]
    public void EveryMember_OfWhatTravels_ComesThrough()
    {
        // Every member has a value here, so that one that is added to a type and forgotten on the way is noticed.
        Assert.Equal(["Points", "Picture", "File", "Image"], Unset(s_results).Distinct());
        Assert.Equal(["Points", "Picture"], Unset(s_chunk).Distinct());
        Assert.Empty(Unset(s_job));
        Same(s_results, Results(s_results));
        Same(s_chunk, WireReader.Whole(Bytes(s_chunk, ChunkWire.Write), ChunkWire.Read));
        Same(s_job, WireReader.Whole(Bytes(s_job, JobWire.Write), JobWire.Read));
    }

    [Fact]
    public void WhatMayBeMissing_IsMissingOnTheOtherSide()
    {
        List<ItemResult> results =
        [
            new(1, null, new FileFailure(1, "", "")),
            new(2, new ImageResult(2, "", null, [], 0), null),
            new(3, new ImageResult(3, "", new ImageFacts(), [new StepResult("", null, null, [new StoredObservation(1, null, new Observation { Kind = "k" })])], 0), null),
        ];
        Same(results, Results(results));
    }

    [Fact]
    public void HalfASurrogatePair_BecomesTheReplacementCharacter()
        => Assert.Equal("a\uFFFDb", Results([new ItemResult(1, null, new FileFailure(1, "", "a\ud800b"))])[0].File!.Message);

    [Fact]
    public void PartsOfAResult_AreOfItsOwnImage()
    {
        List<ItemResult> results = Results(
        [
            new(1, new ImageResult(7, "ab", null, [], 0), null),
            new(2, null, new FileFailure(7, "vanished", "It is gone.")),
        ]);
        Assert.Equal(1, results[0].Image!.Ordinal);
        Assert.Equal(2, results[1].File!.Ordinal);
    }

    [Fact]
    public void ResultWithBothOrNeither_IsNotSent()
    {
        Assert.Throws<ArgumentException>(() => Results([new ItemResult(1, null, null)]));
        Assert.Throws<ArgumentException>(() => Results([new ItemResult(1, new ImageResult(1, "", null, [], 0), new FileFailure(1, "", ""))]));
    }

    [Fact]
    public void MessageThatIsCutAnywhere_IsRefused()
    {
        byte[] whole = Bytes(s_results, WriteResults);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => WireReader.Whole(whole.AsMemory(0, length), ReadResults));
        }
    }

    [Fact]
    public void MessageWithMoreBehindIt_IsRefused()
    {
        byte[] more = [.. Bytes(s_results, WriteResults), 0];
        Assert.Equal("A message between supervisor and worker is broken: 1 bytes lie behind its end.",
            Assert.Throws<InvalidDataException>(() => WireReader.Whole(more, ReadResults)).Message);
    }

    [Fact]
    public void StepWithTwoModelsForOneRole_IsRefused()
    {
        WireWriter to = new();
        JobStep step = s_job.Steps[0] with { ModelFolders = new Dictionary<string, string> { ["one"] = "/m", ["two"] = "/m" } };
        JobWire.Write(to, s_job with { Steps = [step] });
        byte[] twice = to.Written.ToArray();
        "one"u8.CopyTo(twice.AsSpan(twice.AsSpan().IndexOf("two"u8)));
        Assert.Equal("A step has two models for 'one'.", Assert.Throws<InvalidDataException>(() => WireReader.Whole(twice, JobWire.Read)).Message);
    }

    [Fact]
    public void NumberThatIsNotFinite_IsRefused()
    {
        byte[] broken = Bytes(double.NaN, (to, value) => to.Double(value));
        Assert.Throws<InvalidDataException>(() => WireReader.Whole(broken, r => r.Double()));
        Assert.Throws<InvalidDataException>(() => WireReader.Whole(Bytes(float.PositiveInfinity, (to, value) => to.Single(value)), r => r.Single()));
    }

    [Fact]
    public void AnnouncedItemsThatDoNotCome_TakeNoMemory()
    {
        byte[] announced = [.. BitConverter.GetBytes(int.MaxValue), 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => WireReader.Whole(announced, r => r.List(v => v.Int())));
        Assert.Throws<InvalidDataException>(() => WireReader.Whole(announced, r => r.Text()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void MessageWithChangedBytes_IsReadOrRefused()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            byte[] changed = Bytes(s_results, WriteResults);
            for (int i = random.Next(1, 9); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                WireReader.Whole(changed, ReadResults);
            }
            catch (InvalidDataException)
            {
                // That is the answer to a broken message.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static List<ItemResult> Results(List<ItemResult> results) => WireReader.Whole(Bytes(results, WriteResults), ReadResults);

    private static void WriteResults(WireWriter to, List<ItemResult> results) => to.List(results, ResultWire.Write);

    private static List<ItemResult> ReadResults(WireReader from) => from.List(ResultWire.Read);

    private static byte[] Bytes<T>(T value, Action<WireWriter, T> write)
    {
        WireWriter to = new();
        write(to, value);
        return to.Written.ToArray();
    }

    private static void Same<T>(T expected, T actual) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));

    // Names of the members of records that have their type's default value.
    private static IEnumerable<string> Unset(object value) => value switch
    {
        string or JsonObject => [],
        System.Collections.IEnumerable many => many.Cast<object>().SelectMany(Unset),
        _ when value.GetType().Assembly == typeof(object).Assembly => [],
        _ => value.GetType().GetProperties().Where(p => p.CanWrite).SelectMany(p => p.GetValue(value) switch
        {
            null or 0 or 0L or 0d or false => [p.Name],
            var set => Unset(set),
        }),
    };
}
