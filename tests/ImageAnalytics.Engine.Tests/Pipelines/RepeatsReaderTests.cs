using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class RepeatsReaderTests
{
    private const string Head = "name: a\nsteps:\n  - { id: one, plugin: classifier, model: squeezenet }\n";

    [Fact]
    public void Parse_Repeats_KeepsWhatItSays()
    {
        RepeatsDefinition repeats = PipelineFile.Parse(Head + "repeats: { steps: one, overlap: 0.8, minImages: 5, suppress: true }\n", "f.yaml").Pipeline!.Repeats!;
        Assert.Equal(["one"], repeats.Options.Steps!);
        Assert.Equal((0.8, 5, true), (repeats.Options.Overlap, repeats.Options.MinImages, repeats.Options.Suppress));
    }

    [Fact]
    public void Parse_EmptyRepeats_HasTheDefaults()
    {
        RepeatsDefinition repeats = PipelineFile.Parse(Head + "repeats: {}\n", "f.yaml").Pipeline!.Repeats!;
        Assert.Equal((null, 0.9, 12, false), (repeats.Options.Steps, repeats.Options.Overlap, repeats.Options.MinImages, repeats.Options.Suppress));
    }

    [Theory]
    [InlineData("repeats: yes", "f.yaml:4:10: The key 'repeats' is the text 'yes'. Expected a map such as { minImages: 12, suppress: true }.")]
    [InlineData("repeats: { overlap: 1 }", "f.yaml:4:21: 'repeats': Option 'overlap' is 1; expected 0.5 to 0.99.")]
    [InlineData("repeats: { minImages: 1 }", "f.yaml:4:23: 'repeats': Option 'minImages' is 1; expected 2 to 1000000.")]
    [InlineData("repeats: { supress: true }", "f.yaml:4:12: 'repeats': Option 'supress' does not exist. Expected one of: minImages, overlap, steps, suppress. Did you mean 'suppress'?")]
    [InlineData("repeats: { suppress: 1 }", "f.yaml:4:22: 'repeats': Option 'suppress' is 1; expected true or false.")]
    [InlineData("repeats: { steps: [one, noe] }", "f.yaml:4:25: 'repeats' names the step 'noe', which does not exist. Expected one of: one. Did you mean 'one'?")]
    public void Parse_OneProblem_SaysPlaceExpectationAndNearestName(string line, string expected)
        => Assert.Equal([expected], PipelineFile.Parse(Head + line + "\n", "f.yaml").Problems.Select(p => p.ToString()));
}
