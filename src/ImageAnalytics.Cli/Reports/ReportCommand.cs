using System.CommandLine;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Reports;

/// <summary><c>report RUN</c>: makes the report of a finished run again.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> s_run = new("RUN") { Description = "A run's folder, a pipeline's folder or an output folder (its latest run)." };
    private static readonly Option<string?> s_pipeline = new("--pipeline") { Description = "A pipeline file whose 'problem' and 'report' count instead of those that the run had.", HelpName = "FILE" };
    private static readonly Option<string?> s_title = new("--title") { Description = "Another title.", HelpName = "TEXT" };
    private static readonly Option<int?> s_megabytes = new("--max-megabytes") { Description = "About so many megabytes the report's pictures may take.", HelpName = "N" };
    private static readonly Option<string?> s_truth = new("--truth") { Description = "A COCO file in the input folder (or an absolute path) with what is known to be in the pictures, or 'folders' where folders are named for what their pictures show.", HelpName = "FILE" };
    private static readonly Option<string?> s_output = new("--output") { Description = "The folder to write, new or empty; the run's own report is replaced when not given.", HelpName = "DIR" };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = new("report", """
            Make the report of a finished run again, with other settings, without looking at the pictures again.

            Examples:
              imageanalytics report output
              imageanalytics report output/yard-watch --max-megabytes 20 --title "Yard, for the board"
              imageanalytics report output/objects --truth annotations.json --output /tmp/with-truth
            """)
        {
            s_run, s_pipeline, s_title, s_megabytes, s_truth, s_output,
        };
        command.SetAction(parsed => Make(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Make(ParseResult arguments, TextWriter standard, TextWriter error)
    {
        NativeOutput.Silence();
        if (Problems(arguments, out Pipeline? pipeline) is { Count: > 0 } problems)
        {
            ConsoleText.Problems(problems);
            return ExitCodes.Refused;
        }

        try
        {
            string folder = RunFolder.Resolve(arguments.GetRequiredValue(s_run));
            using RunReader reader = RunReader.Open(folder);
            ReportSource source = ReportSource.Of(reader, pipeline);
            source = source with
            {
                Report = source.Report.With(arguments.GetValue(s_title), arguments.GetValue(s_megabytes), arguments.GetValue(s_truth)),
            };
            using OriginalReaders originals = new(JobLimits.Default.Timeout, _ => false, error.WriteLine);
            if (arguments.GetValue(s_output) is { } target)
            {
                standard.WriteLine(RunReport.WriteHtml(source, reader, Path.GetFullPath(target), originals, error.WriteLine));
                return ExitCodes.Finished;
            }

            string page = ReportReplacement.Write(Path.Combine(folder, RunReport.FolderName), [DeckWriter.SlidesName, DeckWriter.PresentationName], draft => RunReport.WriteHtml(source, reader, draft, originals, error.WriteLine));
            RunFolder.NoteOtherReport(folder);
            standard.WriteLine(page);
            return ExitCodes.Finished;
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            ConsoleText.Problems([e.Message]);
            return ExitCodes.CouldNotFinish;
        }
    }

    private static List<string> Problems(ParseResult arguments, out Pipeline? pipeline)
    {
        List<string> problems = [];
        pipeline = null;
        if (arguments.GetValue(s_pipeline) is { } file)
        {
            PipelineReading reading = PipelineFile.Read(ShippedPipeline.Resolve(file));
            problems.AddRange(reading.Problems.Select(p => p.ToString()));
            pipeline = reading.Pipeline;
        }

        if (arguments.GetValue(s_megabytes) is { } megabytes and (< ReportDefinition.LeastMegabytes or > ReportDefinition.MostMegabytes))
        {
            problems.Add($"'--max-megabytes {megabytes}' cannot be kept to. Expected a whole number from {ReportDefinition.LeastMegabytes} to {ReportDefinition.MostMegabytes}.");
        }

        if (arguments.GetValue(s_output) is { } output && (File.Exists(output) || (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())))
        {
            problems.Add($"The report cannot be written to '{output}': something is there already. Expected a new or an empty folder.");
        }

        return problems;
    }
}
