using System.Diagnostics;
using System.Text.Json;

namespace ImageAnalytics.Benchmarks;

/// <summary>The engine as a user runs it: the built program in a process of its own.</summary>
/// <param name="settings">Where the program is.</param>
/// <param name="work">A folder for pipelines, models and outputs.</param>
/// <param name="input">The folder of photographs.</param>
internal sealed class EngineRun(BenchmarkSettings settings, string work, string input)
{
    private readonly string _program = Path.Combine(settings.Root, "run.sh");
    private int _runs;

    /// <summary>Installs the models into a folder of the benchmark's own.</summary>
    public void InstallModels()
        => Start(["models", "install", .. settings.Subjects.SelectMany(s => s.Models).Distinct(), "--from", Path.Combine(settings.Shared, "models")]);

    /// <summary>Scans the folder into an empty output.</summary>
    /// <returns>Images per second of the processing alone and of the whole program, start-up included.</returns>
    public EngineRate Run(Subject subject, bool inProcess)
    {
        string output = Path.Combine(work, $"output-{++_runs}");
        string last = Start(["run", PipelineOf(subject), "--input", input, "--output", output, "--json", .. inProcess ? ["--in-process"] : Array.Empty<string>()]);
        EngineRate rate = Read(last);
        Directory.Delete(output, recursive: true);
        return rate;
    }

    /// <summary>What the engine finds in the folder: the program's own export of a run as JSON.</summary>
    public JsonDocument Export(Subject subject)
    {
        string output = Path.Combine(work, "output-export"), file = Path.Combine(work, "export.json");
        Start(["run", PipelineOf(subject), "--input", input, "--output", output]);
        Start(["export", output, "--format", "json", "--output", file]);
        Directory.Delete(output, recursive: true);
        return JsonDocument.Parse(File.ReadAllBytes(file));
    }

    private string PipelineOf(Subject subject)
    {
        string pipeline = Path.Combine(work, subject.Name + ".yaml");
        File.WriteAllText(pipeline, subject.Pipeline);
        return pipeline;
    }

    private EngineRate Read(string lastLine)
    {
        using JsonDocument summary = JsonDocument.Parse(lastLine);
        JsonElement root = summary.RootElement;
        int images = root.GetProperty("images").GetInt32(), failed = root.GetProperty("failed").GetInt32(), made = root.GetProperty("new").GetInt32();
        if (images != settings.Images || made != images || failed != 0)
        {
            throw new InvalidOperationException($"The engine should have computed {settings.Images} images without a failure, but its last line is: {lastLine}");
        }

        double whole = root.GetProperty("seconds").GetDouble();
        string run = Path.Combine(root.GetProperty("output").GetString()!, "run.json");
        using JsonDocument provenance = JsonDocument.Parse(File.ReadAllBytes(run));
        double processing = Find(provenance.RootElement, "processingSeconds")
            ?? throw new InvalidOperationException($"'{run}' has no processingSeconds, the time from the first chunk to the last commit.");
        return new EngineRate(images / processing, images / whole);
    }

    private static double? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return element.TryGetProperty(name, out JsonElement found)
            ? found.GetDouble()
            : element.EnumerateObject().Select(p => Find(p.Value, name)).FirstOrDefault(v => v is not null);
    }

    private string Start(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(_program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["IMAGEANALYTICS_MODELS"] = Path.Combine(work, "models");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.TrimEnd().Split('\n')[^1]
            : throw new InvalidOperationException($"'run.sh {string.Join(' ', arguments)}' ended with {process.ExitCode}: {errors.Result}{output}");
    }
}
