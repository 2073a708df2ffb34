using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class PipelineValidatorTests
{
    private static string[] ProblemsOf(string text, PipelineEnvironment? environment = null)
    {
        PipelineReading reading = PipelineFile.Parse(text, "f.yaml");
        Assert.Empty(reading.Problems);
        return [.. PipelineValidator.Validate(reading.Pipeline!, environment ?? TestEnvironment.Create()).Select(p => p.ToString())];
    }

    private static string[] StepProblems(string step) => ProblemsOf("name: a\nsteps:\n  - { id: one, " + step + " }\n");

    [Fact]
    public void Validate_RightPipeline_HasNoProblem() => Assert.Empty(ProblemsOf(PipelineTexts.Objects));

    [Theory]
    [InlineData("plugin: clasifier, model: squeezenet", "f.yaml:3:24: Step 'one' names the plugin 'clasifier', which was not found. Expected one of: broken, classifier, face, single-shot-detector. Did you mean 'classifier'?")]
    [InlineData("plugin: broken, model: fastestdet", "f.yaml:3:24: Step 'one' names the plugin 'broken', which cannot be loaded: It was built for SDK 2.0 and this host offers 1.0.")]
    [InlineData("plugin: classifier, model: squeezent", "f.yaml:3:43: Step 'one' names the model 'squeezent', which is neither installed nor in the catalog. Expected one of: fastestdet, mobileface-v2, squeezenet, torn, yunet. Did you mean 'squeezenet'?")]
    [InlineData("plugin: single-shot-detector, model: nanodet-m", "f.yaml:3:53: Step 'one' names the model 'nanodet-m', which is not installed. Install it with 'models install nanodet-m'.")]
    [InlineData("plugin: single-shot-detector, model: nanodet", "f.yaml:3:53: Step 'one' names the model 'nanodet', which is neither installed nor in the catalog. Its nearest name, 'nanodet-m', can be installed with 'models install nanodet-m'. Expected one of: fastestdet, mobileface-v2, squeezenet, torn, yunet. Did you mean 'nanodet-m'?")]
    [InlineData("plugin: single-shot-detector, model: torn", "f.yaml:3:53: Step 'one' names the model 'torn', which cannot be used: The file 'torn.onnx' does not match its sha256.")]
    [InlineData("plugin: classifier, model: fastestdet", "f.yaml:3:43: Step 'one' cannot run the model 'fastestdet': its task is 'detection', which the plugin 'classifier' does not do. Expected a model with the task classification. Did you mean 'plugin: single-shot-detector'?")]
    [InlineData("plugin: classifier", "f.yaml:3:5: Step 'one' names no model, and the plugin 'classifier' needs one. Expected 'model: NAME'.")]
    [InlineData("plugin: face, models: { detector: yunet }", "f.yaml:3:5: Step 'one' names no model for the role 'embedding', and the plugin 'face' needs one. Expected 'models: { detector: NAME, embedding: NAME }'.")]
    [InlineData("plugin: face, models: { detector: yunet, embeding: mobileface-v2, embedding: mobileface-v2 }", "f.yaml:3:67: Step 'one' names a model for the role 'embeding', which the plugin 'face' does not have. Expected 'models: { detector: NAME, embedding: NAME }'.")]
    [InlineData("plugin: classifier, model: squeezenet, options: { topp: 3 }", "f.yaml:3:66: Step 'one': Option 'topp' does not exist. Expected one of: minConfidence, mode, top. Did you mean 'top'?")]
    [InlineData("plugin: classifier, model: squeezenet, options: { min_confidence: 0.5 }", "f.yaml:3:66: Step 'one': Option 'min_confidence' does not exist. Expected one of: minConfidence, mode, top. Did you mean 'minConfidence'?")]
    [InlineData("plugin: classifier, model: squeezenet, options: { top: 0 }", "f.yaml:3:71: Step 'one': Option 'top' is 0; expected 1 to 100.")]
    [InlineData("plugin: classifier, model: squeezenet, options: { top: many }", "f.yaml:3:71: Step 'one': Option 'top' is \"many\"; expected a whole number.")]
    [InlineData("plugin: classifier, model: squeezenet, options: { top: '3' }", "f.yaml:3:71: Step 'one': Option 'top' is \"3\"; expected a whole number.")]
    [InlineData("plugin: classifier, model: squeezenet, options: { mode: slow }", "f.yaml:3:72: Step 'one': Option 'mode' is \"slow\"; expected one of: fast, very-careful.")]
    [InlineData("plugin: single-shot-detector, model: fastestdet, options: { minConfidence: yes }", "f.yaml:3:91: Step 'one': Option 'minConfidence' is \"yes\"; expected a number.")]
    public void Validate_OneProblem_SaysPlaceExpectationAndNextStep(string step, string expected) => Assert.Equal([expected], StepProblems(step));

    [Theory]
    [InlineData("plugin: face, models: { detector: yunet, embedding: mobileface-v2 }, options: { tolerance: 0.5 }")]
    [InlineData("plugin: classifier, models: { model: squeezenet }, options: { mode: very-careful, minConfidence: 0 }")]
    [InlineData("plugin: single-shot-detector, model: fastestdet, options: { labels: [car, bus], minConfidence: null }")]
    public void Validate_RightStep_HasNoProblem(string step) => Assert.Empty(StepProblems(step));

    [Theory]
    [InlineData("{ detector: yunet }", null)]
    [InlineData("{ detector: yunet, embedding: mobileface-v2 }", null)]
    [InlineData("{ embedding: mobileface-v2 }", "f.yaml:3:5: Step 'one' names no model for the role 'detector', and the plugin 'faces' needs one. Expected 'models: { detector: NAME, embedding: NAME }', where 'embedding' may be left away.")]
    [InlineData("{ detector: yunet, embeding: mobileface-v2 }", "f.yaml:3:68: Step 'one' names a model for the role 'embeding', which the plugin 'faces' does not have. Expected 'models: { detector: NAME, embedding: NAME }', where 'embedding' may be left away. Did you mean 'embedding'?")]
    public void Validate_OptionalRole_MayBeLeftAway(string models, string? expected)
    {
        PipelineEnvironment full = TestEnvironment.Create();
        PipelineEnvironment environment = new()
        {
            Plugins = [new KnownPlugin(TestEnvironment.Manifest("faces", ["face-detection", "face-embedding"], "detector") with { OptionalRoles = ["embedding"] })],
            Models = full.Models,
        };
        Assert.Equal(expected is null ? [] : [expected], ProblemsOf($"name: a\nsteps:\n  - {{ id: one, plugin: faces, models: {models} }}\n", environment));
    }

    [Fact]
    public void Validate_PluginThatFailsToLoad_IsAProblemOfTheStep()
    {
        PipelineEnvironment environment = new()
        {
            Plugins = [new KnownPlugin(TestEnvironment.Manifest("classifier", ["classification"]), null, () => throw new BadImageFormatException("It is no assembly."))],
            Models = [new KnownModel("squeezenet", "classification")],
        };
        Assert.Equal(
            ["f.yaml:3:24: Step 'one' cannot use the plugin 'classifier': It is no assembly."],
            ProblemsOf("name: a\nsteps:\n  - { id: one, plugin: classifier, model: squeezenet }\n", environment));
    }

    [Fact]
    public void Validate_PluginThatNobodyNames_IsNotLoaded()
    {
        PipelineEnvironment full = TestEnvironment.Create();
        PipelineEnvironment environment = new()
        {
            Plugins = [.. full.Plugins, new KnownPlugin(TestEnvironment.Manifest("other", ["x"]), null, () => throw new InvalidOperationException("Loaded."))],
            Models = full.Models,
        };
        Assert.Empty(ProblemsOf(PipelineTexts.Objects, environment));
    }

    [Fact]
    public void Validate_NothingInstalled_SaysWhereToLook()
        => Assert.Equal(
            [
                "f.yaml:3:24: Step 'one' names the plugin 'classifier', which was not found. Expected a plugin, but none was found; see 'plugins list'.",
                "f.yaml:3:43: Step 'one' names the model 'squeezenet', which is neither installed nor in the catalog. Expected a model, but none is installed; see 'models list'.",
            ],
            ProblemsOf("name: a\nsteps:\n  - { id: one, plugin: classifier, model: squeezenet }\n", new PipelineEnvironment()));

    [Fact]
    public void Validate_NotifyThatCannotRun_IsToldWithThePlace()
        => Assert.Equal(
            ["f.yaml:2:9: 'notify' calls 'no-such-program-here', which is in no folder of PATH. Name it by its path, as './no-such-program-here' beside the pipeline file."],
            ProblemsOf("name: a\nnotify: no-such-program-here\nsteps:\n  - { id: one, plugin: classifier, model: squeezenet }\n"));

    [Fact]
    public void Validate_TemplateThatCannotBeUsed_IsRefusedBeforeTheFirstImage()
    {
        List<(string Path, int Megabytes)> asked = [];
        PipelineEnvironment full = TestEnvironment.Create();
        PipelineEnvironment environment = new()
        {
            Plugins = full.Plugins,
            Models = full.Models,
            TemplateProblem = (path, megabytes) =>
            {
                asked.Add((path, megabytes));
                return "It holds macros.";
            },
        };
        Assert.Equal(
            ["f.yaml:4:21: The template 'brands/ours.pptx' cannot be used. It holds macros."],
            ProblemsOf("name: a\nsteps:\n  - { id: one, plugin: classifier, model: squeezenet }\nreport: { template: brands/ours.pptx, maxDeckMegabytes: 40 }\n", environment));
        Assert.Equal([(Path.GetFullPath("brands/ours.pptx"), 40)], asked);
    }

    [Fact]
    public void Load_TellsProblemsOfEveryKindAtOnce()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, """
            name: a
            reprot: {}
            steps:
              - id: one
                plugin: clasifier
                model: squeezenet
              - id: two
                plugin: classifier
                model: squeezenet
                options: { topp: 3 }
                on: onne
                where: label > 3
              - id: two
                plugin: single-shot-detector
                model: torn
            """);
        PipelineReading reading = PipelineLoader.Load(path, TestEnvironment.Create, ["two.mode=slow", "three.top=1"]);
        Assert.Null(reading.Pipeline);
        Assert.Equal(
            ["--set three.top=1", "--set two.mode=slow", "2:1", "5:13", "10:16", "11:9", "12:12", "13:9", "15:12"],
            reading.Problems.Select(p => p.Line == 0 ? p.File : $"{p.Line}:{p.Column}"));
        File.Delete(path);
    }

    [Fact]
    public void Load_RightPipeline_AppliesOverrides()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, PipelineTexts.Objects);
        PipelineReading reading = PipelineLoader.Load(path, TestEnvironment.Create, ["kind.top=3"]);
        Assert.Empty(reading.Problems);
        Assert.Equal("""{"top":3}""", reading.Pipeline!.Steps[1].CanonicalOptions());
        File.Delete(path);
    }
}
