using System.CommandLine;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Cli.Pipelines;

/// <summary>Lists the pipeline files of folders.</summary>
internal sealed class PipelineLister(InvocationConfiguration console)
{
    /// <summary>Writes one block for each file, by name.</summary>
    /// <returns>The exit code: 2 when a folder cannot be read; a file with problems is listed as such.</returns>
    public int List(IReadOnlyList<string> folders)
    {
        bool first = true;
        foreach (string folder in folders)
        {
            string[] files;
            try
            {
                files = [.. Directory.EnumerateFiles(folder).Where(IsPipelineFile).Order(StringComparer.Ordinal)];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                console.Error.WriteLine(Clean($"The folder '{folder}' cannot be listed: {e.Message}"));
                return PipelineChecker.Refused;
            }

            foreach (string file in files)
            {
                console.Output.Write((first ? "" : "\n") + Describe(file));
                first = false;
            }
        }

        return 0;
    }

    /// <summary>Name and question of a pipeline, in a line each.</summary>
    public static string Heading(Pipeline pipeline)
        => pipeline.Name + "\n" + (pipeline.Problem.Length > 0 ? $"  {Clean(pipeline.Problem)}\n" : "");

    private static string Describe(string file)
    {
        PipelineReading reading = PipelineFile.Read(file);
        if (reading.Pipeline is not { } pipeline)
        {
            return $"{Clean(Path.GetFileName(file))}: cannot be read, {reading.Problems.Count} problem(s); see: pipelines validate {Clean(file)}\n";
        }

        string steps = string.Join(", ", pipeline.Steps.Select(s => s.Id));
        string models = string.Join(", ", pipeline.Steps.SelectMany(s => s.Models.Values).Distinct());
        return $"{Heading(pipeline)}  file: {Clean(file)}\n  steps: {steps}\n  models: {Clean(models)}\n";
    }

    private static bool IsPipelineFile(string path)
        => Path.GetExtension(path).Equals(".yaml", StringComparison.OrdinalIgnoreCase) || Path.GetExtension(path).Equals(".yml", StringComparison.OrdinalIgnoreCase);

    // A name or text of a file must not move the cursor.
    private static string Clean(string text)
        => string.Concat(text.Select(c => c is '\n' or '\r' or '\t' ? ' ' : char.IsControl(c) ? '\uFFFD' : c));
}
