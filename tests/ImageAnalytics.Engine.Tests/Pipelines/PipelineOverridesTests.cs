using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class PipelineOverridesTests
{
    private static readonly Pipeline s_objects = PipelineFile.Parse(PipelineTexts.Objects, "f.yaml").Pipeline!;

    [Fact]
    public void Apply_Value_IsTypedAsInTheFile()
    {
        Pipeline changed = PipelineOverrides.Apply(s_objects, ["objects.minConfidence=0.50", "objects.labels=[car, 'no']", "kind.a.b=x=y", "kind.top=2", "kind.top=3"]).Pipeline!;
        Assert.Equal("""{"labels":["car","no"],"minConfidence":0.5}""", changed.Steps[0].CanonicalOptions());
        Assert.Equal("""{"a.b":"x=y","top":3}""", changed.Steps[1].CanonicalOptions());
        Assert.Equal("objects.minConfidence=0.50", changed.Overrides[0]);
        Assert.Equal("""{"minConfidence":0.4}""", s_objects.Steps[0].CanonicalOptions());
        Assert.Equal(("label = 'car'", "objects"), (changed.Steps[1].Where!.Canonical, changed.Steps[1].On));
    }

    [Theory]
    [InlineData("x", "--set x: The override cannot be understood. Expected STEP.OPTION=VALUE, such as objects.minConfidence=0.5.")]
    [InlineData(".a=1", "--set .a=1: The override cannot be understood. Expected STEP.OPTION=VALUE, such as objects.minConfidence=0.5.")]
    [InlineData("objects.=1", "--set objects.=1: The override cannot be understood. Expected STEP.OPTION=VALUE, such as objects.minConfidence=0.5.")]
    [InlineData("objects=1.5", "--set objects=1.5: The override cannot be understood. Expected STEP.OPTION=VALUE, such as objects.minConfidence=0.5.")]
    [InlineData("object.top=1", "--set object.top=1: The pipeline has no step 'object'. Expected one of: objects, kind. Did you mean 'objects'?")]
    [InlineData("kind.top=", "--set kind.top=: The value cannot be understood: It is empty. Expected a YAML value, such as 0.5, true, 'text' or [car, truck].")]
    [InlineData("kind.top='a", "--set kind.top='a: The value cannot be understood: The file is no valid YAML: While scanning a quoted scalar, found unexpected end of stream. Expected a YAML value, such as 0.5, true, 'text' or [car, truck].")]
    public void Apply_BadOverride_SaysWhatIsExpected(string text, string expected)
        => Assert.Equal([expected], PipelineOverrides.Apply(s_objects, [text]).Problems.Select(p => p.ToString()));

    [Fact]
    public void Validate_BadOverride_PointsToTheArgument()
        => Assert.Equal(
            [
                "--set kind.topp=3: Step 'kind': Option 'topp' does not exist. Expected one of: minConfidence, mode, top. Did you mean 'top'?",
                "--set objects.minConfidence=2: Step 'objects': Option 'minConfidence' is 2; expected 0 to 1.",
            ],
            PipelineValidator.Validate(PipelineOverrides.Apply(s_objects, ["objects.minConfidence=2", "kind.topp=3"]).Pipeline!, TestEnvironment.Create()).Select(p => p.ToString()));
}
