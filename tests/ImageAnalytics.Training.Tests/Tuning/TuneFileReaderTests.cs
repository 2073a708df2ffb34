using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Training.Tests.Tuning;

public sealed class TuneFileReaderTests
{
    [Fact]
    public void Parse_WholeFile_HasEverything()
    {
        TuneFile file = TuneFileReader.Parse(
            """
            tune: 1
            of: recipe.yaml
            figure: top1
            trials: 7
            seed: 3
            share: 0.3
            halving: { factor: 2, firstEpochs: 4 }
            parameters:
              training.rate: { from: 0.0001, to: 0.03, scale: log }
              network.widths: { of: [[16, 32], [24, 48]] }
              network.blocks: { from: 1, to: 3, whole: true }
              data.kind: { of: ["1.0", plain, "a: b"] }
            """,
            "tune.yaml");

        Assert.Equal(("recipe.yaml", "top1", 7, 3, 0.3, new TuneHalving(2, 4)), (file.Of, file.Figure, file.Trials, file.Seed, file.Share, file.Halving));
        Assert.Equal((0.0001, 0.03, true, false), (file.Parameters[0].From, file.Parameters[0].To, file.Parameters[0].Logarithmic, file.Parameters[0].Whole));
        Assert.Equal(["[16, 32]", "[24, 48]"], file.Parameters[1].Choices);
        Assert.True(file.Parameters[2].Whole);
        Assert.Equal(["\"1.0\"", "plain", "\"a: b\""], file.Parameters[3].Choices);
    }

    [Fact]
    public void Parse_ManyMistakes_AreToldAtOnceWithTheirPlaces()
    {
        IReadOnlyList<string> problems = Assert.Throws<TuneException>(() => TuneFileReader.Parse(
            """
            tune: 1
            trails: 3
            parameters:
              rate: { from: 1, to: 2 }
              training.rate: { from: 0, to: 1, scale: log }
              training.batch: { from: 8, to: 4 }
              training.epochs: { from: 1.5, to: 4, whole: true }
              network.widths: { of: [[16]] }
              network.blocks: {}
            halving: { factor: 1 }
            """,
            "tune.yaml")).Problems;

        Assert.Collection(
            problems,
            p => Assert.StartsWith("tune.yaml:2:1: 'tune' has no key 'trails'. Did you mean 'trials'?", p, StringComparison.Ordinal),
            p => Assert.StartsWith("tune.yaml:4:3: The parameter 'rate' names no place;", p, StringComparison.Ordinal),
            p => Assert.Equal("tune.yaml:5:26: 'training.rate' begins at 0 on a logarithmic scale, which has no such number; expected more than 0, or 'scale: linear'.", p),
            p => Assert.Equal("tune.yaml:6:34: 'training.batch' goes from 8 to 4; expected a larger 'to' than 'from'.", p),
            p => Assert.StartsWith("tune.yaml:7:20: 'training.epochs' takes whole numbers only", p, StringComparison.Ordinal),
            p => Assert.StartsWith("tune.yaml:8:25: 'network.widths' can be [16]; expected at least two different values.", p, StringComparison.Ordinal),
            p => Assert.StartsWith("tune.yaml:9:19: 'network.blocks' has no values; expected 'from' and 'to', or 'of' with a list.", p, StringComparison.Ordinal),
            p => Assert.StartsWith("tune.yaml:10:20: 'factor' is '1'; expected a whole number from 2", p, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_FileOfANewerProgram_SaysSo()
        => Assert.Contains("Install a newer version.", Assert.Throws<TuneException>(() => TuneFileReader.Parse("tune: 2\nparameters: { a.b: { from: 0, to: 1 } }", "tune.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_NoFile_NamesIt()
        => Assert.Contains("Cannot read the tune file '/nowhere/tune.yaml'", Assert.Throws<TuneException>(() => TuneFileReader.Load("/nowhere/tune.yaml")).Message, StringComparison.Ordinal);
}
