using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;
using Microsoft.Extensions.Time.Testing;

namespace ImageAnalytics.Engine.Tests.Workers;

public sealed class SupervisorTests : ISupervisorEvents, IWorkerFactory
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Dictionary<long, ItemResult> _finished = [];
    private readonly List<string> _log = [], _notes = [], _ends = [];
    private Func<WorkItem, ScriptedFate> _fate = _ => ScriptedFate.Fine;
    private int _deathsWhileOpening;

    [Fact]
    public async Task Run_EveryImageFine_FinishesEachOnceInOneWorker()
    {
        await RunAsync(100);
        Assert.Equal(100, _finished.Count);
        Assert.Equal(["start 2"], _log);
    }

    [Fact]
    public async Task Run_LastImageFinished_IsToldBeforeTheWorkerIsEnded()
    {
        await RunAsync(100);
        Assert.Equal(["all 100", "end"], _ends);
    }

    [Fact]
    public async Task Run_StepSaysSomethingWhileItOpens_IsTold()
    {
        await RunAsync(1);
        Assert.Equal(["It opens."], _notes);
    }

    [Fact]
    public async Task Run_OneImageKills_IsGuiltyAfterTwoSolitaryFailuresAndGoesOnWithoutTheStep()
    {
        _fate = item => item.Ordinal == 37 ? ScriptedFate.Deadly : ScriptedFate.Fine;
        await RunAsync(100);
        Assert.Equal(100, _finished.Count);
        StepResult guilty = Assert.Single(_finished[37].Image!.Steps);
        Assert.Equal(FailureClasses.Crash, guilty.Failure);
        Assert.Equal("It was given up after two tries: the worker process ended (signal 11, segmentation fault).", guilty.Message);
        Assert.Equal(3, _log.Count(l => l == "exit 139"));
        Assert.All(_finished.Values.Where(r => r.Ordinal != 37), r => Assert.Empty(r.Image!.Steps));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_PictureKillsWhileItIsDecoded_ItsKnownFactsStayAndTheStepsHaveFailed(bool isKnown)
    {
        using TemporaryFolder folder = new();
        folder.Write("1.png");
        string path = Path.Combine(folder.Path, "1.png"), hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        ImageFacts facts = new() { Width = 40, Height = 30 };
        _fate = _ => ScriptedFate.Undecodable;

        await RunAsync(1, change: i => i with { FullPath = path, ContentHash = isKnown ? hash : null, Facts = isKnown ? facts : null });

        ImageResult result = _finished[0].Image!;
        Assert.Equal((isKnown ? 40 : 0, isKnown ? null : FailureClasses.Crash), (result.Facts!.Width, result.Facts.Failure));
        Assert.Equal(isKnown ? [("f", FailureClasses.Crash)] : [], result.Steps.Select(s => (s.Fingerprint, s.Failure!)));
    }

    [Fact]
    public async Task Run_WorkerKilledFromOutside_AccusesNobody()
    {
        int kills = 0;
        _fate = item => item.Ordinal == 50 && kills++ == 0 ? ScriptedFate.Deadly : ScriptedFate.Fine;
        await RunAsync(100);
        Assert.Equal(100, _finished.Count);
        Assert.All(_finished.Values, r => Assert.Empty(r.Image!.Steps));
    }

    [Fact]
    public async Task Run_WorkerKilledWhileItOpensModels_StartsAnother()
    {
        _deathsWhileOpening = 2;
        await RunAsync(10);
        Assert.Equal(10, _finished.Count);
    }

    [Fact]
    public async Task Run_WorkersNeverOpenTheModels_GivesUpAndSaysSo()
    {
        _deathsWhileOpening = int.MaxValue;
        WorkerFailedException e = await Assert.ThrowsAsync<WorkerFailedException>(() => RunAsync(10));
        Assert.Contains("ended 3 times in a row while it opened the models (signal 9, killed)", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, _log.Count(l => l == "start 2"));
    }

    [Fact]
    public async Task Run_WorkerAnswersForAnotherImage_IsKilledAndNothingOfItCounts()
    {
        _fate = item => item.Ordinal == 37 ? ScriptedFate.Astray : ScriptedFate.Fine;
        await RunAsync(100);
        Assert.Equal(100, _finished.Count);
        Assert.Equal("It was given up after two tries: the worker process ended (it sent what is no message; something in it writes where it should not).",
            Assert.Single(_finished[37].Image!.Steps).Message);
        Assert.All(_finished.Values.Where(r => r.Ordinal != 37), r => Assert.Empty(r.Image!.Steps));
    }

    [Fact]
    public async Task Run_OneImageHangs_CostsTwoTimeouts()
    {
        _fate = item => item.Ordinal == 5 ? ScriptedFate.Endless : ScriptedFate.Fine;
        await RunAsync(40);
        Assert.Equal(40, _finished.Count);
        Assert.Equal(FailureClasses.Timeout, Assert.Single(_finished[5].Image!.Steps).Failure);
        Assert.Equal(2, _log.Count(l => l == "exit 137"));
    }

    [Fact]
    public async Task Run_OneImageEatsMemory_IsRecordedAsOutOfMemory()
    {
        _fate = item => item.Ordinal == 0 ? ScriptedFate.Hungry : ScriptedFate.Fine;
        await RunAsync(10);
        Assert.Equal(10, _finished.Count);
        Assert.Equal(FailureClasses.OutOfMemory, Assert.Single(_finished[0].Image!.Steps).Failure);
    }

    [Fact]
    public async Task Run_DiskFallsSilent_GivesUpTheRestOfItUntried()
    {
        _fate = item => item.Ordinal >= 20 ? ScriptedFate.Silent : ScriptedFate.Fine;
        await RunAsync(2000);
        Assert.Equal(2000, _finished.Count);
        Assert.All(_finished.Values.Where(r => r.Ordinal >= 20), r => Assert.Equal(FailureClasses.Timeout, r.File!.Failure));
        Assert.True(_log.Count(l => l == "exit 137") < 12, $"{_log.Count} starts and ends"); // And not two for each of 1980.
        Assert.Contains(_notes, n => n.StartsWith("The file system '/' does not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WorkerHasManyFilesOpen_IsReplacedWhenItHasDoneItsChunks()
    {
        _fate = item =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1)); // So that the worker is looked at between two chunks.
            return item.Ordinal == 10 ? ScriptedFate.Grasping : ScriptedFate.Fine;
        };
        await RunAsync(100);
        Assert.Equal(100, _finished.Count);
        Assert.Equal(["start 2", "start 2"], _log);
    }

    [Fact]
    public async Task Run_Cancelled_Throws()
    {
        using CancellationTokenSource stop = new();
        _fate = _ => ScriptedFate.Endless;
        Task run = RunAsync(10, cancellationToken: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    ValueTask ISupervisorEvents.FinishedAsync(ItemResult result, CancellationToken cancellationToken)
    {
        _finished.Add(result.Ordinal, result); // Twice would throw.
        return ValueTask.CompletedTask;
    }

    ValueTask ISupervisorEvents.SourceFinishedAsync(CancellationToken cancellationToken)
    {
        _ends.Add($"all {_finished.Count}");
        return ValueTask.CompletedTask;
    }

    void ISupervisorEvents.WorkerReady() { }

    void ISupervisorEvents.Note(string message, string lastWords) => _notes.Add(message);

    IWorker IWorkerFactory.Start(WorkerJob job) => new ScriptedWorker(job, item => _fate(item), _log, _deathsWhileOpening-- <= 0, () => _ends.Add("end"));

    private async Task RunAsync(int images, Func<WorkItem, WorkItem>? change = null, CancellationToken cancellationToken = default)
    {
        WorkerJob job = new()
        {
            Steps = [new JobStep { Id = "shapes", Fingerprint = "f", PluginFolder = "/p", ModelFolders = new Dictionary<string, string>(), Options = [] }],
            Lanes = 2,
            Threads = 1,
            Limits = JobLimits.Default,
        };
        IEnumerable<WorkItem> items = Enumerable.Range(0, images).Select(i => new WorkItem { Ordinal = i, Path = $"{i}.png", FullPath = $"/{i}.png", Missing = [0] }).Select(i => change?.Invoke(i) ?? i);
        Task run = new Supervisor(this, job, 7, this, _clock).RunAsync(items.GetEnumerator(), images, cancellationToken);
        while (!run.IsCompleted)
        {
            // Time goes by whenever nothing else happens; on a busy machine it would otherwise run out for a picture that waits for a thread.
            if (ThreadPool.PendingWorkItemCount == 0)
            {
                _clock.Advance(TimeSpan.FromSeconds(0.25));
            }

            await Task.Yield();
        }

        await run;
    }
}
