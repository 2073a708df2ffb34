using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Cluster.Tests.Support;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>Drawn pictures, a pipeline, a database in a file, and runs that are shared out over it.</summary>
internal sealed class SharedRunScene : IDisposable
{
    public const int Count = 11;

    public SharedRunScene()
    {
        DrawnPictures.Draw(Workspace["in"], Count);
        Workspace.Write("shapes.yaml", TestPipelines.Shapes);
        Database = JobsDatabase.OfFile(Workspace["jobs.db"]);
    }

    public Workspace Workspace { get; } = new();

    public EngineShards Engine { get; } = new();

    public JobsDatabase Database { get; }

    public void Dispose()
    {
        Engine.Dispose();
        Workspace.Dispose();
    }

    public SharedExecution Execution(string output, Action<string>? reached = null, string pipeline = "shapes.yaml", int shardImages = 2)
    {
        PreparedRun run = Engine.Prepare(new RunRequest { PipelinePath = Workspace[pipeline], Inputs = [Workspace["in"]], Output = Workspace[output] });
        return new SharedExecution(run, Engine, Database, new SharedRunOptions(shardImages, Window: 3), TimeProvider.System) { Reached = reached };
    }

    public void AssertSameAsOneProcess(string folder)
    {
        PreparedRun whole = Engine.Prepare(new RunRequest { PipelinePath = Workspace["shapes.yaml"], Inputs = [Workspace["in"]], Output = Workspace["whole"], InProcess = true, Lanes = 1 });
        Engine.MakeAsync(whole, new Notes(), TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        string expected = Path.Combine(RunFolder.Resolve(Workspace["whole"]), "csv"), actual = Path.Combine(folder, "csv");
        string[] names = [.. Directory.EnumerateFiles(expected).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(names);
        Assert.Equal(names, Directory.EnumerateFiles(actual).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name))));
    }
}
