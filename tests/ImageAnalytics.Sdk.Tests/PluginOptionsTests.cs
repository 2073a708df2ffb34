using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace ImageAnalytics.Sdk.Tests;

public sealed class PluginOptionsTests
{
    [Fact]
    public void Read_NothingGiven_GivesTheDefaults() => Assert.Equal(new SampleOptions(), PluginOptions.Read<SampleOptions>([]));

    [Fact]
    public void Read_RightValues_GivesThem()
        => Assert.Equal(
            new SampleOptions { MinConfidence = 0.5, Top = 3, Mode = SampleMode.VeryFast },
            PluginOptions.Read<SampleOptions>(JsonNode.Parse("""{ "minConfidence": 0.5, "top": 3, "mode": "very-fast" }""")!.AsObject()));

    [Fact]
    public void Read_SeveralProblems_TellsAllAtOnce()
    {
        JsonObject options = JsonNode.Parse("""{ "minConfidence": 1.5, "top": "many", "colour": 1, "mode": "slow" }""")!.AsObject();
        PluginException error = Assert.Throws<PluginException>(() => PluginOptions.Read<SampleOptions>(options));
        Assert.Equal(
        [
            "Option 'minConfidence' is 1.5; expected 0 to 1.",
            "Option 'top' is \"many\"; expected a whole number.",
            "Option 'colour' does not exist. Expected one of: minConfidence, mode, top.",
            "Option 'mode' is \"slow\"; expected one of: exact, very-fast.",
        ], error.Problems);
    }

    [Fact]
    public void Read_NumbersForWordsAndNothingForSomething_AreProblems()
    {
        PluginException error = Assert.Throws<PluginException>(() => PluginOptions.Read<NullableOptions>(JsonNode.Parse("""{ "mode": 1, "labels": null, "top": null, "maybe": null }""")!.AsObject()));
        Assert.Equal(
        [
            "Option 'mode' is 1; expected one of: exact, very-fast.",
            "Option 'labels' has no value; expected a list. Leave it away for the default.",
            "Option 'top' has no value; expected a whole number. Leave it away for the default.",
        ], error.Problems);
    }

    [Fact]
    public void Describe_Record_TellsNameTypeDefaultRangeAndText()
    {
        OptionDescription option = PluginOptions.Describe(typeof(SampleOptions))[0];
        Assert.Equal(("minConfidence", "a number", "0.25", (0d, 1d), "The least confidence."), (option.Name, option.Expected, option.Default!.ToJsonString(), option.Range, option.Text));
    }

    private enum SampleMode
    {
        Exact,
        VeryFast,
    }

    private sealed record SampleOptions
    {
        [Range(0.0, 1.0)]
        [Description("The least confidence.")]
        public double MinConfidence { get; init; } = 0.25;

        public int Top { get; init; } = 1;

        public SampleMode Mode { get; init; }
    }

    private sealed record NullableOptions
    {
        public SampleMode Mode { get; init; }

        public IReadOnlyList<string> Labels { get; init; } = [];

        public int Top { get; init; } = 1;

        public string? Maybe { get; init; }
    }
}
