namespace ImageAnalytics.Cli.Tests.Serving;

/// <summary>What <c>node</c> and <c>run --jobs</c> refuse before they ask any database.</summary>
public sealed class NodeCommandTests : IDisposable
{
    private const string Jobs = "Host=127.0.0.1;Port=1;Database=images;Username=me;Password=hunter2";
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public NodeCommandTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Node_WrongArguments_AreRefusedWithWhatIsExpected()
    {
        _program.Run("node").AssertRefused("--jobs");
        _program.Run("node", "--jobs", "Host=db;Pasword=hunter2").AssertRefused("--jobs cannot be understood", "Host=db.example");
        _program.Run("node", "--jobs", Jobs, "--map", "data=/mnt", "--map", "/a").AssertRefused("--map is 'data=/mnt'; expected FROM=TO", "--map is '/a'");
        _program.Run("node", "--jobs", Jobs, "--name", "../left").AssertRefused("--name is '../left'; expected 1 to 100 letters");
        _program.Run("node", "--jobs", Jobs, "--lanes", "0").AssertRefused("--lanes is 0; expected 1 to 256.");
    }

    [Fact]
    public void Run_WrongArguments_AreRefusedAllAtOnceAndLeaveNothing()
    {
        DrawnPictures.Draw(_workspace["in"], 1);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        _program.Scan(pipeline, "in", "out", "--jobs", Jobs, "--shard", "1/2", "--in-process", "--shard-images", "0", "--window", "0")
            .AssertRefused("--shard-images is 0; expected 1 to 1000000.", "--window is 0; expected 1 to 100000.", "--shard and --jobs were both given", "--in-process and --jobs were both given");
        Assert.False(Directory.Exists(_workspace["out"]));
    }

    [Fact]
    public void Run_DatabaseDoesNotAnswer_SaysSoAndGivesUpWithoutTheSecret()
    {
        DrawnPictures.Draw(_workspace["in"], 1);
        CliResult result = _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out", "--jobs", Jobs);
        result.AssertRefused("The database 'images' on '127.0.0.1:1' as 'me' did not answer within 30 s", "run the same command again");
        Assert.Contains("It is asked again", result.Error, StringComparison.Ordinal);
        Assert.Contains("--jobs holds a password, which other users of this machine can read", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Error + result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace["out"]));
    }
}
