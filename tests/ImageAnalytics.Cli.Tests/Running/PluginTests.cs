namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A plugin that cannot be loaded is listed with its reason, and stops a run only when the pipeline names it.</summary>
public sealed class PluginTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public PluginTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.DrawOne(_workspace["in/one.png"]);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void List_ReadyAndBrokenPlugins_NamesEachWithItsReason()
    {
        Break();
        CliResult result = _program.Run("plugins", "list", "--plugins", "broken", Repository.TestPlugins).AssertExit(0);
        string text = string.Join(' ', result.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.All((string[])["shapes", "fault", "classifier", "single-shot-detector", "too-new", "garbled", "Sdk 99.0"], t => Assert.Contains(t, text, StringComparison.Ordinal));
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Run_PipelineDoesNotNameTheBrokenOne_Runs()
    {
        Break();
        CliResult result = _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out", "--plugins", "broken");
        Assert.Equal(1, result.Line.Images);
    }

    [Theory]
    [InlineData("too-new", "99.0")]
    [InlineData("garbled", "garbled.dll")]
    [InlineData("empty-assembly", "IModelPlugin")]
    public void Run_PipelineNamesTheBrokenOne_IsRefusedWithTheReason(string plugin, string reason)
    {
        Break();
        string pipeline = _workspace.Write("wrong.yaml", $"name: wrong\nsteps:\n  - {{ id: a, plugin: {plugin} }}\n");
        _program.Scan(pipeline, "in", "out", "--plugins", "broken").AssertRefused($"'{plugin}'", reason);
        Assert.False(Path.Exists(_workspace["out"]));
    }

    private void Break()
    {
        Manifest("too-new", "99.0", "ShapesPlugin.dll");
        File.Copy(Path.Combine(Repository.TestPlugins, "ShapesPlugin", "ShapesPlugin.dll"), _workspace["broken/too-new/ShapesPlugin.dll"]);
        Manifest("garbled", "1.0", "garbled.dll");
        _workspace.Write("broken/garbled/garbled.dll", "This is no assembly.");
        Manifest("empty-assembly", "1.0", "ImageAnalytics.Sdk.dll"); // An assembly, but without a plugin in it.
        File.Copy(Path.Combine(Path.GetDirectoryName(Repository.Program)!, "ImageAnalytics.Sdk.dll"), _workspace["broken/empty-assembly/ImageAnalytics.Sdk.dll"]);
        _workspace.Write("broken/no-manifest/plugin.json", "{ ");
    }

    private void Manifest(string id, string sdk, string assembly) => _workspace.Write($"broken/{id}/plugin.json", $$"""
        { "id": "{{id}}", "version": "1.0.0", "sdk": "{{sdk}}", "assembly": "{{assembly}}", "description": "Broken.", "tasks": [], "roles": [], "emits": [] }
        """);
}
