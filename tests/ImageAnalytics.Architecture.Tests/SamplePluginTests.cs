using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Architecture.Tests;

/// <summary>The sample that docs/plugins.md explains: built, loaded and run as its reader would.</summary>
public sealed class SamplePluginTests
{
    private static readonly string s_source = Path.Combine(Repository.Root, "samples", "plugins", "HelloPlugin");
    private static readonly string s_built = Path.Combine(Repository.Root, "artifacts", "sample-plugins", "HelloPlugin");

    [Theory]
    [InlineData("plugin.json")]
    [InlineData("HelloPlugin.csproj")]
    [InlineData("HelloOptions.cs")]
    [InlineData("Plugin.cs")]
    [InlineData("HelloAnalyzer.cs")]
    public void Page_ShowsTheSampleAsItIs(string file)
        => Assert.Contains(File.ReadAllText(Path.Combine(s_source, file)), File.ReadAllText(Path.Combine(Repository.Root, "docs", "plugins.md")), StringComparison.Ordinal);

    [Theory]
    [InlineData(250, 0.5, "bright")]
    [InlineData(10, 0.5, "dark")]
    [InlineData(100, 0.3, "bright")]
    public void Sample_TellsBrightFromDark(byte value, double threshold, string expected)
    {
        PluginManifest manifest = PluginManifest.Load(Path.Combine(s_built, PluginManifest.FileName));
        using IAnalyzer analyzer = Open(manifest, new JsonObject { ["threshold"] = threshold });
        Observation found = Assert.Single(Analyze(analyzer, value));
        Assert.Equal((expected, manifest.Emits[0], 1), (found.Label, found.Kind, found.Rank));
    }

    [Fact]
    public async Task ProjectOfThePage_BuildsOutsideTheRepository()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "plugins.md")), folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string project = page.Split("```xml\n").Select(b => b.Split("```")[0]).Single(b => b.Contains("<TargetFramework>", StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder, "HelloPlugin.csproj"), project.Replace("/path/to/imageanalytics", AppContext.BaseDirectory, StringComparison.Ordinal), TestContext.Current.CancellationToken);
            foreach (string file in (string[])["plugin.json", "HelloOptions.cs", "Plugin.cs", "HelloAnalyzer.cs"])
            {
                File.Copy(Path.Combine(s_source, file), Path.Combine(folder, file));
            }

            ProcessStartInfo build = new("dotnet", ["build", "-o", "plugins/HelloPlugin", "-nodeReuse:false", "-p:UseSharedCompilation=false"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
            using Process process = Process.Start(build)!;
            string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, said);
            Assert.Equal(["HelloPlugin.dll", "plugin.json"], Directory.GetFiles(Path.Combine(folder, "plugins", "HelloPlugin")).Select(Path.GetFileName).Where(f => f!.EndsWith("dll", StringComparison.Ordinal) || f == "plugin.json").Order());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Sample_RefusesAThresholdOutOfRange()
    {
        PluginManifest manifest = PluginManifest.Load(Path.Combine(s_built, PluginManifest.FileName));
        PluginException refused = Assert.Throws<PluginException>(() => Open(manifest, new JsonObject { ["threshold"] = 7 }));
        Assert.Equal("Option 'threshold' is 7; expected 0 to 1.", Assert.Single(refused.Problems));
    }

    [Fact]
    public void Sample_BringsNoCopyOfTheContract()
        => Assert.False(File.Exists(Path.Combine(s_built, "ImageAnalytics.Sdk.dll")));

    private static IAnalyzer Open(PluginManifest manifest, JsonObject options)
    {
        AssemblyLoadContext context = new(manifest.Id);
        Type type = context.LoadFromAssemblyPath(Path.Combine(s_built, manifest.Assembly)).GetExportedTypes()
            .Single(t => typeof(IModelPlugin).IsAssignableFrom(t));
        IModelPlugin plugin = (IModelPlugin)Activator.CreateInstance(type)!;
        return plugin.Open(new AnalyzerContext { StepId = "light", ModelFolders = new Dictionary<string, string>(), Options = options, Log = new SilentLog() });
    }

    private static List<Observation> Analyze(IAnalyzer analyzer, byte value)
    {
        ListSink sink = new();
        byte[] pixels = new byte[4 * 2 * PixelView.Channels];
        Array.Fill(pixels, value);
        GCHandle pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            PixelView view = new(pinned.AddrOfPinnedObject(), 4, 2, 4 * PixelView.Channels);
            analyzer.Analyze([new Region(new Image("drawn.png", new string('0', 64), 4, 2), new BoundingBox(0, 0, 4, 2), view)], sink, CancellationToken.None);
        }
        finally
        {
            pinned.Free();
        }

        return sink.Found;
    }

    private sealed class ListSink : ObservationSink
    {
        public List<Observation> Found { get; } = [];

        public override void Add(Region region, Observation observation) => Found.Add(observation);
    }

    private sealed class SilentLog : IAnalyzerLog
    {
        public void Warn(string message)
        {
        }
    }
}
