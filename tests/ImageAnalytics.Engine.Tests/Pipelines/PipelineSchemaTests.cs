using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Pipelines.Yaml;
using NJsonSchema;
using NJsonSchema.Validation;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class PipelineSchemaTests
{
    private static async Task<ICollection<ValidationError>> ErrorsAsync(string yaml)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(PipelineSchema.Create(
            [.. TestEnvironment.Create().Plugins, new KnownPlugin(TestEnvironment.Manifest("region-proposal-detector", ["instances"]))]));
        ProblemList problems = new();
        string json = YamlJson.Of(YamlComposer.Compose(yaml, "f.yaml", problems)!, problems)!.ToJsonString();
        return schema.Validate(json);
    }

    [Theory]
    [InlineData(PipelineTexts.YardWatch)]
    [InlineData(PipelineTexts.Objects)]
    public async Task Create_RightFile_IsValid(string yaml) => Assert.Empty(await ErrorsAsync(yaml));

    [Theory]
    [InlineData("minConfidence: 0.4", "minConfidence: 4")]
    [InlineData("minConfidence: 0.4", "minConfidense: 0.4")]
    [InlineData("top: 1", "top: 0")]
    [InlineData("top: 1", "top: one")]
    [InlineData("top: 1", "mode: slow")]
    [InlineData("plugin: classifier", "plugin: clasifier")]
    [InlineData("name: objects", "nam: objects")]
    [InlineData("id: kind", "id: Kind")]
    [InlineData("where:", "were:")]
    public async Task Create_WrongFile_IsNot(string right, string wrong)
    {
        Assert.Contains(right, PipelineTexts.Objects, StringComparison.Ordinal);
        Assert.NotEmpty(await ErrorsAsync(PipelineTexts.Objects.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("overlap: 0.6", true)]
    [InlineData("weights: { objects: 2 }, labels: { automobile: car }, agree: boxes", true)]
    [InlineData("overlap: 6", false)]
    [InlineData("sigma: 0.5", false)]
    [InlineData("agree: label", false)]
    [InlineData("weights: 2", false)]
    public async Task Create_OptionsOfACombiningStep_AreThoseOfItsWay(string options, bool right)
        => Assert.Equal(right, (await ErrorsAsync(PipelineTexts.Objects + $"\n  - {{ id: fused, combine: weighted-boxes, of: [objects], options: {{ {options} }} }}\n")).Count == 0);

    [Fact]
    public async Task Create_OptionalRole_IsOfferedAndNotRequired()
    {
        KnownPlugin faces = new(TestEnvironment.Manifest("faces", ["face-detection"], "detector") with { OptionalRoles = ["embedding"] });
        JsonSchema models = (await JsonSchema.FromJsonAsync(PipelineSchema.Create([faces]))).Definitions["step-faces"].Properties["models"];
        Assert.Equal([("detector", true), ("embedding", false)], models.Properties.Select(p => (p.Key, p.Value.IsRequired)));
    }

    [Fact]
    public async Task Create_Options_HaveTextRangeAndDefault()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(PipelineSchema.Create(TestEnvironment.Create().Plugins));
        JsonSchemaProperty top = schema.Definitions["step-classifier"].Properties["options"].Properties["top"];
        Assert.Equal(("How many answers for each region.", 1m, 100m, 5L), (top.Description, top.Minimum, top.Maximum, top.Default));
        Assert.Equal(JsonObjectType.Integer, top.Type);
    }
}
