using ImageAnalytics.Engine.Fingerprints;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Fingerprints;

public sealed class FingerprintTests
{
    private static readonly StepIdentity s_step = new()
    {
        Plugin = "shapes 1.0.0",
        PluginContent = "aa",
        Models = new Dictionary<string, string> { ["model"] = "bb onnx 1 softmax 1" },
        Options = "{}",
        Where = "label = 'dog'",
        Parent = "cc",
    };

    public static TheoryData<string, Func<StepIdentity, StepIdentity>> Changes => new()
    {
        { "plugin version", s => s with { Plugin = "shapes 1.0.1" } },
        { "plugin bytes", s => s with { PluginContent = "ab" } },
        { "model or decoder", s => s with { Models = new Dictionary<string, string> { ["model"] = "bb onnx 1 softmax 2" } } },
        { "role", s => s with { Models = new Dictionary<string, string> { ["other"] = "bb onnx 1 softmax 1" } } },
        { "option", s => s with { Options = "{\"top\":1}" } },
        { "where", s => s with { Where = null } },
        { "parent", s => s with { Parent = null } },
        { "accelerator", s => s with { Accelerator = Accelerator.Cuda } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Of_AnythingThatCanChangeARow_ChangesTheFingerprint(string what, Func<StepIdentity, StepIdentity> change)
        => Assert.True(Fingerprint.Of(s_step) != Fingerprint.Of(change(s_step)), what);

    [Fact]
    public void Of_TheSame_IsTheSame()
        => Assert.Equal(Fingerprint.Of(s_step), Fingerprint.Of(s_step with { Models = new Dictionary<string, string>(s_step.Models) }));

    [Fact]
    public void OfFacts_WhetherEveryStepSeesTransparency_MakesADifference()
        => Assert.NotEqual(Fingerprint.OfFacts(1000, seesTransparency: false), Fingerprint.OfFacts(1000, seesTransparency: true));
}
