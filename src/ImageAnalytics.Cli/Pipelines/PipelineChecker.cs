using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Cli.Pipelines;

/// <summary>Checks pipeline files and writes what is wrong.</summary>
internal sealed class PipelineChecker(InvocationConfiguration console, bool json)
{
    /// <summary>The exit code for a bad pipeline.</summary>
    public const int Refused = 2;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // For a terminal or an editor, not for a web page.
    };

    /// <summary>Checks every file, also after one with problems.</summary>
    /// <returns>The exit code.</returns>
    public int Check(IEnumerable<string> files, Func<PipelineEnvironment> environment, IReadOnlyList<string> overrides)
    {
        PipelineEnvironment? found = null;
        List<PipelineProblem> problems = [];
        foreach (string file in files)
        {
            PipelineReading reading = PipelineLoader.Load(file, () => found ??= environment(), overrides);
            problems.AddRange(reading.Problems);
            if (!json && reading.Pipeline is { } pipeline)
            {
                int steps = pipeline.Steps.Count;
                console.Output.WriteLine($"{file}: no problems; pipeline '{pipeline.Name}' with {steps} {(steps == 1 ? "step" : "steps")}.");
            }
        }

        if (json)
        {
            console.Output.WriteLine(JsonSerializer.Serialize(problems, s_json));
            return problems.Count > 0 ? Refused : 0;
        }

        return Refuse(problems, console);
    }

    /// <summary>Writes problems to standard error, one a line, as editors can read them.</summary>
    /// <returns>The exit code: 0 without problems.</returns>
    public static int Refuse(IReadOnlyList<PipelineProblem> problems, InvocationConfiguration console)
    {
        foreach (PipelineProblem problem in problems)
        {
            console.Error.WriteLine(problem);
        }

        return problems.Count > 0 ? Refused : 0;
    }
}
