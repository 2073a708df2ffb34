using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Training.Tests.Tuning;

public sealed class TrialSamplerTests
{
    private static readonly TuneParameter
        s_rate = new() { Name = "training.rate", From = 0.0001, To = 0.03, Logarithmic = true },
        s_blocks = new() { Name = "network.blocks", From = 1, To = 3, Whole = true },
        s_widths = new() { Name = "network.widths", Choices = ["[16, 32]", "[24, 48]"] };

    [Fact]
    public void Sample_AnyRange_GivesValuesWithinIt()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<(NormalFloat From, PositiveInt Length, bool Whole, byte Place)>(),
            c =>
            {
                double from = c.Whole ? Math.Round(Math.Clamp(c.From.Get, -1e6, 1e6)) : Math.Clamp(c.From.Get, -1e6, 1e6);
                TuneParameter parameter = new() { Name = "a.b", From = from, To = from + c.Length.Get, Whole = c.Whole };
                double value = TuneValue.Number(TrialSampler.ValueAt(parameter, c.Place / 256.0))!.Value;
                return value >= parameter.From && value <= parameter.To && (!c.Whole || double.IsInteger(value));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sample_SameSeed_GivesTheSameTrialsHoweverManyAreAskedFor()
    {
        string[] few = Texts(5, 1), many = Texts(20, 1), others = Texts(20, 2);

        Assert.Equal(few, many[..few.Length]);
        Assert.NotEqual(many, others);
        Assert.Equal((21, "0:"), (many.Length, many[0]));
    }

    [Fact]
    public void Sample_MoreTrialsThanCombinations_GivesEachOnce()
    {
        TuneParameter Whole(string name) => new() { Name = name, From = 1, To = 60, Whole = true };
        IReadOnlyList<Trial> trials = TrialSampler.Sample([Whole("a.b"), Whole("a.c")], 1_000_000, 1);
        Assert.Equal(1 + (60 * 60), trials.Select(t => string.Join(' ', t.Values.Values)).Distinct().Count());
        Assert.Equal(1 + (60 * 60), trials.Count);
    }

    [Fact]
    public void Sample_LogarithmicRange_HasAsManyValuesInEachDecade()
    {
        TuneParameter parameter = new() { Name = "a.b", From = 0.001, To = 10, Logarithmic = true };
        double[] values = [.. TrialSampler.Sample([parameter], 400, 1).Skip(1).Select(t => TuneValue.Number(t.Values["a.b"])!.Value)];

        for (double decade = 0.001; decade < 9; decade *= 10)
        {
            Assert.InRange(values.Count(v => v >= decade && v < decade * 10), 60, 140);
        }
    }

    [Fact]
    public void Sample_FewCombinations_RepeatsNone()
    {
        IReadOnlyList<Trial> trials = TrialSampler.Sample([s_widths, s_blocks], 50, 1);

        Assert.Equal(1 + (2 * 3), trials.Count);
        Assert.Equal(trials.Count, trials.Select(t => string.Join(' ', t.Values.Values)).Distinct().Count());
    }

    [Fact]
    public void Sample_AsManyAsThereAre_GivesAllOfThem()
    {
        TuneParameter some = new() { Name = "a.b", From = 1, To = 100, Whole = true }, zero = new() { Name = "a.c", From = 0, To = 1, Whole = true };
        Assert.Equal(1 + 100, TrialSampler.Sample([some], 120, 1).Count);
        Assert.Equal(1 + 200, TrialSampler.Sample([some, zero], 250, 1).Count);
        Assert.Equal(["0", "1"], TrialSampler.Sample([zero], 9, 1).Skip(1).Select(t => t.Values["a.c"]).Order());
        Assert.Equal(Enumerable.Range(0, 101), TrialSampler.Sample([some], 120, 1).Select(t => t.Number));
    }

    private static string[] Texts(int trials, int seed)
        => [.. TrialSampler.Sample([s_rate, s_blocks, s_widths], trials, seed).Select(t => $"{t.Number}:{string.Join(' ', t.Values.Values)}")];
}
