using System.Diagnostics;
using System.Globalization;

namespace ImageAnalytics.Acceptance;

/// <summary>
/// Four nodes on a real PostgreSQL, with networks of their own and a shared folder: whatever happens to them, the run is that of one machine.
/// IMAGEANALYTICS_NODE_IMAGES says how many pictures are drawn, 2,000 when it is not set; IMAGEANALYTICS_NODE_SIDE how large, 100 pixels.
/// </summary>
public sealed class NodeTests : IDisposable
{
    private const int Machines = 4, Shards = 40, Stop = 19, Continue = 18;
    private static readonly int s_images = int.TryParse(Environment.GetEnvironmentVariable("IMAGEANALYTICS_NODE_IMAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out int images) ? images : 2000;
    private static readonly int s_side = int.TryParse(Environment.GetEnvironmentVariable("IMAGEANALYTICS_NODE_SIDE"), NumberStyles.None, CultureInfo.InvariantCulture, out int side) ? side : 100;
    private static readonly TimeSpan s_cut = TimeSpan.FromSeconds(60), s_stopped = TimeSpan.FromSeconds(25);
    private readonly Workspace _workspace = new();
    private readonly List<IDisposable> _open = [];
    private readonly List<RunningProgram> _nodes = [];
    private PrivatePostgres? _postgres;
    private string _pipeline = "";

    public void Dispose()
    {
        _nodes.ForEach(n => n.Dispose());
        _open.Reverse<IDisposable>().ToList().ForEach(o => o.Dispose());
        _workspace.Dispose();
    }

    [Fact]
    public void Run_NodesKilledStoppedAndCutOffAndTheDatabaseRestarted_IsTheRunOfOneMachine()
    {
        Assert.SkipUnless(Environment.UserName == "root" && PrivatePostgres.Tools is not null && File.Exists("/usr/sbin/ip"), "Needs root, Debian's postgresql and iproute2.");
        DrawnPictures.Draw(_workspace["in"], s_images, side: s_side);
        _pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        CliProgram program = new(_workspace);
        CsvFolder whole = program.Scan(_pipeline, "in", "whole").AssertExit(0).Csv;
        Begin();

        long start = Stopwatch.GetTimestamp();
        using (RunningProgram calm = Share("calm"))
        {
            whole.AssertEquals(calm.Finish().AssertExit(0).Csv);
        }

        TimeSpan undisturbed = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        using RunningProgram run = Share("out");
        run.WaitUntil(() => Done("out") >= Shards / 10);
        NodeNetwork.Cut(2);
        long cut = Stopwatch.GetTimestamp();
        _nodes[0].Kill();
        Signals.Send(_nodes[2].Id, Stop);
        long stopped = Stopwatch.GetTimestamp();
        run.WaitUntil(() => Done("out") >= Shards / 5);
        _postgres!.Restart();
        run.EndsWithin(s_stopped - Stopwatch.GetElapsedTime(stopped));
        Signals.Send(_nodes[2].Id, Continue);
        run.EndsWithin(s_cut - Stopwatch.GetElapsedTime(cut));
        NodeNetwork.Join(2);
        CliResult result = run.Finish().AssertExit(0);
        TimeSpan disturbed = Stopwatch.GetElapsedTime(start);
        whole.AssertEquals(result.Csv);
        Assert.Equal((s_images, 0), (result.Line.Images, result.Line.Failed));
        Assert.Single(Directory.EnumerateDirectories(_workspace["out/shapes/runs"]));
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{s_images} pictures: undisturbed {undisturbed.TotalSeconds:0.0} s, disturbed {disturbed.TotalSeconds:0.0} s"));

        // Those that are alive go on with the next run, the one that was cut off among them.
        using RunningProgram next = Share("out");
        Assert.Equal(0, next.Finish().AssertExit(0).Line.New);
    }

    [Fact]
    public void Run_ANodeIsStoppedInTheMiddleOfATransaction_TheOthersGoOn()
    {
        Assert.SkipUnless(Environment.UserName == "root" && PrivatePostgres.Tools is not null && File.Exists("/usr/sbin/ip"), "Needs root, Debian's postgresql and iproute2.");
        const int Images = 400;
        DrawnPictures.Draw(_workspace["in"], Images);
        _pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        Begin();
        using RunningProgram run = Share("out", shardImages: 1);
        for (int before = 0; ; before = Done("out"))
        {
            run.WaitUntil(() => Done("out") > before);
            Signals.Send(_nodes[0].Id, Stop);
            if (_postgres!.IsHeldBy(NodeNetwork.AddressOf(1)))
            {
                break;
            }

            Signals.Send(_nodes[0].Id, Continue);
            Assert.True(before < Images - Machines, "It was never met in the middle of a transaction.");
        }

        CliResult result = run.Finish().AssertExit(0);
        Assert.Equal((Images, 0), (result.Line.Images, result.Line.Failed));
    }

    private void Begin()
    {
        _postgres = PrivatePostgres.Start();
        _open.Add(_postgres);
        PrivatePostgres.GivePassword(_workspace.Home);
        _open.Add(new NodeNetwork(Machines));
        for (int machine = 1; machine <= Machines; machine++)
        {
            CliProgram program = new(_workspace) { Prefix = NodeNetwork.Prefix(machine) };
            _nodes.Add(program.Start("node", "--jobs", _postgres.At(NodeNetwork.Address), "--name", $"n{machine.ToString(CultureInfo.InvariantCulture)}", "--lanes", "1", "--plugins", Repository.TestPlugins));
        }

        _nodes.ForEach(n => n.WaitForError("takes shards from"));
    }

    private RunningProgram Share(string output, int? shardImages = null) => new CliProgram(_workspace).StartScan(
        _pipeline, "in", output, "--jobs", _postgres!.At("127.0.0.1"), "--shard-images", (shardImages ?? s_images / Shards).ToString(CultureInfo.InvariantCulture));

    private int Done(string output)
        => Directory.Exists(_workspace[$"{output}/shapes/plan/shards"]) ? Directory.EnumerateFiles(_workspace[$"{output}/shapes/plan/shards"], "*.parquet", SearchOption.AllDirectories).Count() : 0;
}
