using System.Security.Cryptography;
using System.Text.Json;

namespace ImageAnalytics.Acceptance;

/// <summary>Reuse is never stale: whatever can change a row recomputes exactly the steps concerned.</summary>
public sealed class ReuseTests : IDisposable
{
    private const string Pipeline = """
        name: reuse
        steps:
          - { id: objects, plugin: single-shot-detector, model: fastestdet }
          - { id: kind, plugin: classifier, model: squeezenet, on: objects, where: confidence > 0.5, options: { top: 1 } }
          - { id: scene, plugin: classifier, model: squeezenet }
          - { id: boxes, plugin: shapes }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly int _count;

    public ReuseTests()
    {
        _program = new CliProgram(_workspace);
        _count = SharedFiles.Unpack(_workspace["in"], ["data", "photos", "photos.zip"], 8);
        SharedFiles.InstallModels(_program);
        Workspace.Copy(Repository.Plugins, _workspace["plugins"]);
        _workspace.Write("reuse.yaml", Pipeline);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_WhereChanged_RecomputesThatStep()
        => AssertRecomputes(["kind"], () => Edit("reuse.yaml", "confidence > 0.5", "confidence > 0.3"));

    [Fact]
    public void Run_WhereWrittenInAnotherWay_RecomputesNothing()
        => AssertRecomputes([], () => Edit("reuse.yaml", "confidence > 0.5", "(confidence>0.50)"));

    [Fact]
    public void Run_OptionChanged_RecomputesThatStep()
        => AssertRecomputes(["boxes"], () => Edit("reuse.yaml", "plugin: shapes }", "plugin: shapes, options: { contrast: 90 } }"));

    [Fact]
    public void Run_OptionOfAParentChanged_RecomputesItsChildrenToo()
        => AssertRecomputes(["objects", "kind"], () => Edit("reuse.yaml", "model: fastestdet }", "model: fastestdet, options: { minConfidence: 0.45 } }"));

    [Fact]
    public void Run_CardChanged_RecomputesTheStepsOfThatModel()
        => AssertRecomputes(["kind", "scene"], () => Edit("models/squeezenet/model.yaml", "top: 5", "top: 4"));

    [Fact]
    public void Run_ModelFileChanged_RecomputesTheStepsOfThatModelAndTheirChildren() => AssertRecomputes(["objects", "kind"], () =>
    {
        // A text that describes the network, added at the end: other bytes, and still a network (field 6 of ModelProto is a string).
        string file = _workspace["models/fastestdet/FastestDet.onnx"];
        byte[] before = File.ReadAllBytes(file), after = [.. before, 0x32, 4, .. "test"u8];
        File.WriteAllBytes(file, after);
        Edit("models/fastestdet/model.yaml", Convert.ToHexStringLower(SHA256.HashData(before)), Convert.ToHexStringLower(SHA256.HashData(after)));
        Edit("models/fastestdet/model.yaml", $"bytes: {before.Length}", $"bytes: {after.Length}");
    });

    [Fact]
    public void Run_PluginBytesChanged_RecomputesItsSteps() => AssertRecomputes(["kind", "scene"], () =>
    {
        string assembly = Directory.EnumerateFiles(_workspace["plugins/Classifier"], "*Classifier.dll").Single();
        using FileStream stream = File.Open(assembly, FileMode.Append);
        stream.WriteByte(0); // Behind the end of the assembly, where nobody reads.
    });

    [Fact]
    public void Run_PluginDocumentationAdded_RecomputesNothing()
        => AssertRecomputes([], () => _workspace.Write("plugins/Classifier/NOTES.md", "For people."));

    private void AssertRecomputes(string[] steps, Action change)
    {
        CliResult before = Scan("out");
        Assert.Equal(_count, before.Line.New);
        change();
        CliResult after = Scan("out"), fresh = Scan("fresh");
        Assert.Equal(steps.Length == 0 ? 0 : _count, after.Line.New);
        Assert.Equal(steps.Order(StringComparer.Ordinal), Fingerprints(after).Except(Fingerprints(before)).Select(f => f.Step).Order(StringComparer.Ordinal));
        fresh.Csv.AssertEquals(after.Csv, "from a run into an empty store");
        Assert.Equal(
            before.Csv.Observations.Where(r => !steps.Contains(r["step"])),
            after.Csv.Observations.Where(r => !steps.Contains(r["step"])));
    }

    private CliResult Scan(string output) => _program.Scan("reuse.yaml", "in", output, "--plugins", _workspace["plugins"]);

    private void Edit(string file, string from, string to)
    {
        string text = File.ReadAllText(_workspace[file]);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(_workspace[file], text.Replace(from, to, StringComparison.Ordinal));
    }

    private static (string Step, string Fingerprint)[] Fingerprints(CliResult result)
    {
        using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(result.Line.Output, "run.json")));
        return [.. run.RootElement.GetProperty("steps").EnumerateArray().Select(s => (s.GetProperty("id").GetString()!, s.GetProperty("fingerprint").GetString()!))];
    }
}
