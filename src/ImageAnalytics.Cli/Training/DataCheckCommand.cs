using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Datasets.Checking;

namespace ImageAnalytics.Cli.Training;

/// <summary><c>data check</c>.</summary>
internal static class DataCheckCommand
{
    private const int MaxExamples = 3, MaxClasses = 100;
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Argument<string> path = new("path") { Description = "The data's folder, a zip file of it, or its main file.", HelpName = "PATH" };
        Option<string> format = new("--format") { Description = "How the labels are kept.", Required = true };
        format.AcceptOnlyFromAmong([.. DatasetReader.FormatNames]);
        Option<string?> classes = new("--classes") { Description = "A file with the name of a class on each line. Default: what the data say.", HelpName = "FILE" };
        Option<string?> labels = new("--labels") { Description = "The folder of labels inside the data (yolo, labelmap). Default: the usual names.", HelpName = "FOLDER" };
        Option<string?> images = new("--images") { Description = "The pictures, where they are elsewhere (coco, pairs): a folder or zip file.", HelpName = "PATH" };
        Option<string> output = new("--output") { Description = "The folder of the page.", HelpName = "FOLDER", DefaultValueFactory = _ => Path.Combine("output", "data-check") };
        Option<bool> json = new("--json") { Description = "Write one JSON object in place of tables." };
        path.Validators.Add(PathOption.RequireText);
        foreach (Option named in (Option[])[classes, labels, images, output])
        {
            named.Validators.Add(PathOption.RequireText);
        }

        Command command = new("check", """
            Check labelled pictures: counts and balance, broken pictures, empty and out-of-range boxes, equal and look-alike pictures, leaks
            between splits; and write a page with samples of every class. Exit code 2 when the data cannot be used.

            Examples:
              imageanalytics data check cells.zip --format voc
              imageanalytics data check coco/annotations/instances_val2017.json --format coco --output check --json
            """);
        foreach (Option option in (Option[])[format, classes, labels, images, output, json])
        {
            command.Add(option);
        }

        command.Add(path);
        command.SetAction((parsed, cancellation) => ModelCommandRunner.RunAsync(parsed, () => RunAsync(
            parsed.GetRequiredValue(path),
            DatasetReader.FormatOf(parsed.GetRequiredValue(format))!.Value,
            new DatasetReaderOptions { ClassesFile = parsed.GetValue(classes), LabelsFolder = parsed.GetValue(labels), ImagesPath = parsed.GetValue(images) },
            parsed.GetRequiredValue(output),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output,
            cancellation), goesOn: false));
        return command;
    }

    private static async Task<int> RunAsync(string path, DatasetFormat format, DatasetReaderOptions options, string output, bool json, TextWriter standardOutput, CancellationToken cancellation)
    {
        DataCheckResult result;
        string page;
        NativeOutput.Silence();
        try
        {
            Dataset data = DatasetReader.Read(path, format, options); // Ctrl-C ends it at once.
            using StopSignals stop = new(cancellation);
            result = DataCheck.Run(data, null, stop.Token);
            page = await DataPages.WriteAsync(result, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), output, stop.Token).ConfigureAwait(false);
        }
        catch (DatasetException e)
        {
            ConsoleText.Problems(e.Problems);
            return ExitCodes.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleText.Problems([$"The data '{path}' could not be checked: {e.Message}"]);
            return ExitCodes.CouldNotFinish;
        }

        if (json)
        {
            await standardOutput.WriteLineAsync(JsonSerializer.Serialize(DataCheckJson.Of(result, format, page), s_json)).ConfigureAwait(false);
            return ExitCodes.Finished;
        }

        Write(result, page, standardOutput);
        return ExitCodes.Finished;
    }

    private static void Write(DataCheckResult result, string page, TextWriter output)
    {
        TextTable table = new(["CLASS", .. result.Splits.Select(s => s.Length > 0 ? s.ToUpperInvariant() : "NO SPLIT"), "ALL"]);
        table.Add(["(pictures)", .. result.PicturesBySplit.Append(result.Data.Images.Count).Select(Number)]);
        foreach (ClassCount row in result.Classes.Take(MaxClasses))
        {
            table.Add([ConsoleText.Clean(row.Name), .. row.BySplit.Append(row.Total).Select(Number)]);
        }

        table.WriteTo(output);
        if (result.Classes.Count > MaxClasses)
        {
            output.WriteLine($"… and {result.Classes.Count - MaxClasses} more classes");
        }

        output.WriteLine();
        foreach (IGrouping<DatasetProblemKind, DatasetProblem> kind in result.Problems.GroupBy(p => p.Kind))
        {
            output.WriteLine($"{kind.Count()} {ProblemText.Of(kind.Key)}:");
            foreach (DatasetProblem problem in kind.Take(MaxExamples))
            {
                output.WriteLine($"  {ConsoleText.Line(problem.Message)}");
            }
        }

        string notCompared = result.NotCompared > 0 ? $" ({result.NotCompared} pictures below {PerceptualHash.MinSide} pixels were not compared)" : "";
        notCompared += result.PassedOver > 0 ? $" ({result.PassedOver} pictures of which too many are alike were compared with some alone)" : "";
        output.WriteLine($"equal pictures: {result.Duplicates.Sum(g => g.Count - 1)} in {result.Duplicates.Count} groups · look-alike pairs: {result.NearDuplicates.Count}{notCompared}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"images={result.Data.Images.Count} classes={result.Classes.Count} objects={result.Objects.Count()} pairs={result.Data.Pairs.Count} imbalance={result.Imbalance:0.##} problems={result.Problems.Count} page={page}"));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
