using ImageAnalytics.Engine.Fingerprints;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Lanes;

/// <summary>What a worker opens is what the run was prepared with.</summary>
public sealed class JobOpenerTests : IAnalyzerLog
{
    [Fact]
    public void PluginThatWasBuiltAnew_IsNotOpenedUnderTheFormerFingerprint()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("shapes/plugin.json", "{}"u8), place = Path.GetDirectoryName(file)!, before = PluginContent.Hash(place);
        File.WriteAllText(file, "{ }");
        WorkerJob job = new()
        {
            Steps = [new JobStep { Id = "parts", Fingerprint = "f", PluginFolder = place, PluginContent = before, ModelFolders = new Dictionary<string, string>(), Options = [] }],
            Lanes = 1, Threads = 1, Limits = JobLimits.Default,
        };
        SharedAssemblies shared = new([typeof(IModelPlugin).Assembly]);

        PluginException e = Assert.Throws<PluginException>(() => new JobOpener(new PluginHost(shared), shared, this).Open(job));

        Assert.Contains($"Step 'parts': the plugin in '{place}' was changed after the run had begun, by a build or a copy. What is finished is kept: run the same command again.", e.Problems);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ModelThatWasChanged_IsNotOpenedUnderTheFormerFingerprint(bool stays)
    {
        using TemporaryFolder folder = new();
        string card = folder.Write("models/parts/model.yaml", "name: parts"u8), model = Path.GetDirectoryName(card)!, plugin = Path.GetDirectoryName(folder.Write("shapes/plugin.json", "{}"u8))!;
        WorkerJob job = new()
        {
            Steps =
            [
                new JobStep
                {
                    Id = "parts", Fingerprint = "f", PluginFolder = plugin, ModelCards = new Dictionary<string, string> { [card] = FileContents.Hash([card]) },
                    ModelFolders = new Dictionary<string, string> { ["model"] = model }, Options = [],
                },
            ],
            Lanes = 1, Threads = 1, Limits = JobLimits.Default,
        };
        SharedAssemblies shared = new([typeof(IModelPlugin).Assembly]);
        IReadOnlyList<string> Problems() => Assert.Throws<PluginException>(() => new JobOpener(new PluginHost(shared), shared, this).Open(job)).Problems;
        string told = $"The model in '{model}' was changed or removed after the run had begun. What is finished is kept: run the same command again.";
        File.WriteAllText(Path.Combine(model, "notes.txt"), "no part of it");
        Assert.DoesNotContain(told, Problems());

        if (stays)
        {
            File.WriteAllText(card, "name: other");
        }
        else
        {
            Directory.Delete(model, recursive: true);
        }

        Assert.Contains(told, Problems());
    }

    void IAnalyzerLog.Warn(string message)
    {
    }
}
