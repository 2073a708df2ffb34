namespace ImageAnalytics.Acceptance;

/// <summary>Installing everything from a source that has only a part.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void InstallAll_SourceLacksPublishedModels_NamesWhatItLacksAndFinishes()
    {
        CliResult result = SharedFiles.InstallModels(new CliProgram(_workspace));
        Assert.All((string[])["mobilenet-v1", "mobilenet-v2", "pp-resnet50", "yolox-s", "yolox-s-int8"], model =>
        {
            Assert.Contains($"{model}: not installed, the source lacks files of it", result.Output, StringComparison.Ordinal);
            Assert.Contains($"of model '{model}'", result.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(_workspace[$"models/{model}"]));
        });
        Assert.Contains("'object_detection_yolox_2022nov.onnx' of model 'yolox-s' (35858002 bytes", result.Error, StringComparison.Ordinal);
    }
}
