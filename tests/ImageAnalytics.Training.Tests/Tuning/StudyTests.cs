using System.Globalization;
using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Training.Tests.Tuning;

public sealed class StudyTests : IDisposable
{
    private static readonly StudyFacts s_facts = new() { Identity = "one", Of = "recipe parts", Figure = "top1" };
    private static readonly Trial[] s_trials = [.. Enumerable.Range(0, 10).Select(i => new Trial(i, new Dictionary<string, string> { ["a.b"] = i.ToString(CultureInfo.InvariantCulture) }))];
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Halving_KeepsTheBestAndWhatIsUnchanged()
    {
        CountingRunner runner = new(t => t.Number == 7 ? 0.9 : t.Number / 100.0);

        StudyResult result = Run(new Study(s_trials, [1, 3, 9], 3), runner);

        Assert.Equal((7, 0.9, 9), (result.Best.Number, result.Best.Score, result.Best.Epochs));
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => (i, 1)), (0, 3), (7, 3), (8, 3), (9, 3), (0, 9), (7, 9)], runner.Done);
        Assert.Equal([1, 2, 3, 4, 5, 6, 8, 9], runner.Dropped.Order());
    }

    [Fact]
    public void Halving_EqualScores_KeepTheFirst()
        => Assert.Equal(0, Run(new Study(s_trials, [1, 2], 2), new CountingRunner(_ => 0.5)).Best.Number);

    [Fact]
    public void TrialThatFails_IsKeptWithItsReasonAndNeverWins()
    {
        StudyResult result = Run(new Study(s_trials, [0], 1), new CountingRunner(t => t.Number is 9 or 0 ? throw new TrialFailedException("The loss is NaN.") : t.Number == 8 ? double.NaN : 0.1));

        Assert.Equal(1, result.Best.Number);
        Assert.Equal((null, "The loss is NaN."), (result.Unchanged.Score, result.Unchanged.Problem));
        Assert.Equal("The figure is no number.", result.Records[8].Problem);
    }

    [Fact]
    public void NoTrialSucceeds_SaysWhatTheFirstSays()
        => Assert.Equal(
            "None of the 10 trials has a score. The first says: Too little memory.",
            Assert.Throws<TuneException>(() => Run(new Study(s_trials, [0], 1), new CountingRunner(_ => throw new TrialFailedException("Too little memory.")))).Message);

    [Fact]
    public void StoppedAnywhereAndRunAgain_RepeatsNoFinishedTrialAndEndsTheSame()
    {
        Study study = new(s_trials, [1, 3, 9], 3);
        double Score(Trial t) => ((t.Number * 7) % 10) / 10.0;
        CountingRunner whole = new(Score);
        int best = Run(study, whole, "whole").Best.Number;
        for (int stop = 0; stop < whole.Done.Count; stop++)
        {
            using CancellationTokenSource source = new();
            CountingRunner first = new(Score) { StopAt = (stop, source) }, second = new(Score);
            string folder = string.Create(CultureInfo.InvariantCulture, $"stopped-{stop}");
            Assert.Throws<OperationCanceledException>(() => Run(study, first, folder, source.Token));

            StudyResult resumed = Run(study, second, folder);

            Assert.Equal(best, resumed.Best.Number);
            Assert.Equal(whole.Done, [.. first.Done, .. second.Done]);
        }
    }

    [Fact]
    public void MoreTrials_LeaveThoseThatAreDone()
    {
        CountingRunner first = new(t => t.Number), second = new(t => t.Number);
        Run(new Study(s_trials[..4], [0], 1), first);

        Assert.Equal(9, Run(new Study(s_trials, [0], 1), second).Best.Number);
        Assert.Equal([4, 5, 6, 7, 8, 9], second.Done.Select(d => d.Trial));
    }

    [Fact]
    public void MoreTrials_LoseNoneThatWasFinished()
    {
        static double Early(Trial t) => t.Number;
        CountingRunner first = new(Early), second = new(t => t.Number == 3 ? 100 : Early(t));
        Run(new Study(s_trials[..4], [1, 3], 3), first);
        Assert.Contains((3, 3), first.Done);

        StudyResult result = Run(new Study(s_trials, [1, 3], 3), second);

        Assert.Equal([3], result.Records.Where(r => r.Round == 1 && r.Number == 3).Select(r => r.Number));
        Assert.DoesNotContain(3, second.Dropped.Where(d => result.Best.Number == 3));
    }

    [Fact]
    public void FewerTrials_AfterMore_RepeatNothing()
    {
        CountingRunner first = new(t => t.Number), second = new(t => t.Number);
        Run(new Study(s_trials, [1, 3, 9], 3), first);

        StudyResult result = Run(new Study(s_trials[..7], [1, 3, 9], 3), second);

        Assert.DoesNotContain(second.Done, d => d.Epochs == 1);
        Assert.True(second.Done.Count <= 4, string.Join(' ', second.Done));
        Assert.Equal(6, result.Best.Number);
    }

    [Fact]
    public void LastRound_KeepsNoMoreThanTheBestAndWhatIsUnchanged()
    {
        CountingRunner runner = new(t => t.Number % 4);
        List<int> held = [];
        Study study = new(s_trials, [1], 1);
        using TrialStore store = TrialStore.Open(_workspace["held"], s_facts);
        study.Run(store, runner, new Told(r => held.Add(r.Number + 1 - runner.Dropped.Count)), TestContext.Current.CancellationToken);

        Assert.All(held, h => Assert.InRange(h, 1, 3));
        Assert.Equal([1, 2, 4, 5, 6, 7, 8, 9], runner.Dropped.Order());
    }

    [Fact]
    public void Store_OfAnotherStudy_IsRefusedWithTheNextStep()
    {
        TrialStore.Open(_workspace["store"], s_facts).Dispose();

        TuneException refusal = Assert.Throws<TuneException>(() => TrialStore.Open(_workspace["store"], s_facts with { Identity = "two" }));

        Assert.Contains("are of another study (of 'recipe parts', by top1)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Name another folder with --output", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_OfAnotherVersion_IsReadWhenItHasEnded_AndOtherwiseRefused()
    {
        using (TrialStore store = TrialStore.Open(_workspace["store"], s_facts with { Revision = 1 }))
        {
            new Study(s_trials, [1], 1).Run(store, new CountingRunner(t => t.Number), null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(s_trials[^1].Number, Run(new Study(s_trials, [1], 1), new CountingRunner(t => t.Number)).Best.Number);
        TuneException refusal = Assert.Throws<TuneException>(() => Run(new Study(s_trials, [1, 2], 1), new CountingRunner(t => t.Number)));
        Assert.Contains("was begun by another version of the program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_ThatIsOpen_IsRefused()
    {
        using TrialStore open = TrialStore.Open(_workspace["store"], s_facts);

        Assert.Contains("Another 'tune' may be working there", Assert.Throws<TuneException>(() => TrialStore.Open(_workspace["store"], s_facts)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_DamagedTrial_IsNamed()
    {
        using TrialStore store = TrialStore.Open(_workspace["store"], s_facts);
        store.Add(new TrialRecord { Number = 3, Score = 0.5, Values = s_trials[3].Values });
        Assert.Equal(0.5, store.Find(s_trials[3], 0)!.Score);
        Assert.Null(store.Find(s_trials[3], 1));
        Assert.Null(store.Find(s_trials[3] with { Values = s_trials[4].Values }, 0));
        _workspace.Write("store/results/trial-00003-round-0.json", "{ \"number\": ");

        Assert.Contains("trial-00003-round-0.json' cannot be read", Assert.Throws<TuneException>(() => store.Find(s_trials[3], 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_WithTrialsButWithoutItsFacts_IsRefused()
    {
        using (TrialStore store = TrialStore.Open(_workspace["store"], s_facts))
        {
            store.Add(new TrialRecord { Number = 3, Score = 0.5 });
        }

        _workspace.Write("store/study.json", "");
        Assert.Contains("study.json' cannot be read: ", Refusal(), StringComparison.Ordinal);
        Assert.DoesNotContain("Delete it;", Refusal(), StringComparison.Ordinal);
        File.Delete(_workspace["store/study.json"]);
        Assert.Contains("'study.json', which says of which study they are, is not there. Put it back, name another folder with --output", Refusal(), StringComparison.Ordinal);

        string Refusal() => Assert.Throws<TuneException>(() => TrialStore.Open(_workspace["store"], s_facts)).Message;
    }

    private StudyResult Run(Study study, CountingRunner runner, string folder = "store", CancellationToken cancellationToken = default)
    {
        using TrialStore store = TrialStore.Open(_workspace[folder], s_facts);
        return study.Run(store, runner, null, cancellationToken);
    }

    private sealed class Told(Action<TrialRecord> what) : IProgress<TrialRecord>
    {
        public void Report(TrialRecord value) => what(value);
    }
}
