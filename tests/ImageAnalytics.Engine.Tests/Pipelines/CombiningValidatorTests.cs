using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class CombiningValidatorTests
{
    private const string Head = """
        name: a
        steps:
          - { id: one, plugin: detector }
          - { id: two, plugin: detector }
          - { id: kind, plugin: labels }
          - { id: tone, plugin: labels }
          - { id: fused, 
        """;

    private static readonly PipelineEnvironment s_environment = new()
    {
        Plugins =
        [
            new KnownPlugin(TestEnvironment.Manifest("detector", []) with { Roles = [], Emits = [ObservationKinds.Detection] }),
            new KnownPlugin(TestEnvironment.Manifest("labels", []) with { Roles = [], Emits = [ObservationKinds.Classification] }),
        ],
    };

    [Theory]
    [InlineData("combine: nms, of: [one, two]")]
    [InlineData("combine: nms, of: one, options: { overlap: 0.4, agree: boxes, minConfidence: 0.2, labels: { automobile: car } }")]
    [InlineData("combine: soft-nms, of: [one, two], options: { decay: linear, sigma: 0.3 }")]
    [InlineData("combine: weighted-boxes, of: [one, two], options: { skipBox: 0.01, weights: { one: 2, two: 0.5 } }")]
    [InlineData("combine: vote, of: [one, two], options: { minVotes: 2 }")]
    [InlineData("combine: vote, of: [kind, tone]")]
    public void Validate_RightStep_HasNoProblem(string step) => Assert.Empty(ProblemsOf(step));

    [Theory]
    [InlineData("combine: nms, of: [one], options: { overlap: 2 }", "f.yaml:7:63: Step 'fused': Option 'overlap' is 2; expected 0 to 1.")]
    [InlineData("combine: nms, of: [one], options: { overlp: 0.2 }", "f.yaml:7:54: Step 'fused': Option 'overlp' does not exist. Expected one of: agree, labels, minConfidence, overlap. Did you mean 'overlap'?")]
    [InlineData("combine: nms, of: [one], options: { sigma: 0.2 }", "f.yaml:7:54: Step 'fused': Option 'sigma' does not exist. Expected one of: agree, labels, minConfidence, overlap.")]
    [InlineData("combine: nms, of: [one], options: { agree: label }", "f.yaml:7:61: Step 'fused': Option 'agree' is \"label\"; expected one of: labels, boxes.")]
    [InlineData("combine: nms, of: [one], options: { labels: [car] }", "f.yaml:7:62: Step 'fused': Option 'labels' is [\"car\"]; expected a map.")]
    [InlineData("combine: nms, of: [one], options: { labels: { car: '' } }", "f.yaml:7:69: Step 'fused': the label 'car' is given no other name. Expected the label that it means.")]
    [InlineData("combine: weighted-boxes, of: [one, two], options: { weights: { tow: 2 } }", "f.yaml:7:81: Step 'fused' gives a weight to the step 'tow', which it does not combine. Expected one of: one, two. Did you mean 'two'?")]
    [InlineData("combine: weighted-boxes, of: [one, two], options: { weights: { two: -1 } }", "f.yaml:7:86: Step 'fused': the weight of the step 'two' is -1. Expected a number above 0, at most 1000. To leave the step out, remove it from 'of'.")]
    [InlineData("combine: vote, of: [one, two], options: { minVotes: 3 }", "f.yaml:7:70: Step 'fused' wants 3 steps to agree, and combines 2. Expected 1 to 2.")]
    [InlineData("combine: vote, of: []", "f.yaml:7:37: Step 'fused' names no step in 'of'. Expected a list of at least one step id.")]
    [InlineData("combine: nms, of: [one, kind]", "f.yaml:7:42: Step 'fused' combines boxes, and the step 'kind' gives none: it finds classification. Expected steps that find detection or instance or face.")]
    [InlineData("combine: vote, of: [kind, one]", "f.yaml:7:44: Step 'fused' votes on labels of whole regions, and the step 'one' gives none: it finds detection. Expected steps that find classification.")]
    public void Validate_OneProblem_SaysPlaceExpectationAndNearestName(string step, string expected) => Assert.Equal([expected], ProblemsOf(step));

    [Theory]
    [InlineData("combine: nms, of: [one], on: two", "f.yaml:7:47: 'on' belongs to a step with a plugin, and this one combines. Remove it.")]
    [InlineData("combine: nms, of: [one], model: x", "f.yaml:7:50: 'model' belongs to a step with a plugin, and this one combines. Remove it.")]
    public void Parse_KeysOfAStepWithAPlugin_AreRefused(string step, string expected)
        => Assert.Equal([expected], PipelineFile.Parse(Head + step + " }\n", "f.yaml").Problems.Select(p => p.ToString()));

    [Fact]
    public void Validate_StepOnACombiningStep_IsRight()
        => Assert.Empty(ProblemsOf("combine: nms, of: [one, two] }\n  - { id: late, plugin: labels, on: fused, where: label = 'car' }\n  - { id: again, combine: vote, of: [fused, one]"));

    [Fact]
    public void Overrides_OptionOfACombiningStep_IsSetAndChecked()
    {
        Pipeline pipeline = PipelineFile.Parse(Head + "combine: nms, of: [one, two] }\n", "f.yaml").Pipeline!;
        Pipeline changed = PipelineOverrides.Apply(pipeline, ["fused.overlap=0.7"]).Pipeline!;
        Assert.Equal("""{"overlap":0.7}""", changed.Steps[^1].CanonicalOptions());
        Assert.Equal(("nms", "one,two"), (changed.Steps[^1].Combine, string.Join(',', changed.Steps[^1].Of)));
        Assert.Equal(
            ["--set fused.overlap=7: Step 'fused': Option 'overlap' is 7; expected 0 to 1."],
            PipelineValidator.Validate(PipelineOverrides.Apply(pipeline, ["fused.overlap=7"]).Pipeline!, s_environment).Select(p => p.ToString()));
    }

    [Fact]
    public void Show_CombiningStep_IsDrawnWithItsOptionsAndWhatRunsOnIt()
        => Assert.EndsWith(
            """
            fused: nms of one, two · overlap 0.4
            └─ late: labels

            """,
            PipelineGraph.ToText(PipelineFile.Parse(
                Head + "combine: nms, of: [one, two], options: { overlap: 0.4 } }\n  - { id: late, plugin: labels, on: fused }\n", "f.yaml").Pipeline!),
            StringComparison.Ordinal);

    private static string[] ProblemsOf(string step)
    {
        PipelineReading reading = PipelineFile.Parse(Head + step + " }\n", "f.yaml");
        Assert.Empty(reading.Problems);
        return [.. PipelineValidator.Validate(reading.Pipeline!, s_environment).Select(p => p.ToString())];
    }
}
