using System.CommandLine;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>export RUN --format csv|coco|json|parquet [--output PATH] [--raw-csv]</c>: writes a finished run in another format.</summary>
public static class ExportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run")
        {
            Description = "A run's folder, a pipeline's folder or an output folder (its latest run).",
        };
        Option<string> format = new("--format")
        {
            Description = "csv: the tables of the run. coco: one file with boxes and masks. json: one file with everything. parquet: two files for data tools.",
            Required = true,
        };
        format.AcceptOnlyFromAmong([.. RunExport.Formats]);
        Option<string?> output = new("--output")
        {
            Description = "The file (coco, json) or folder (csv, parquet) to write; in the run's folder when not given.",
        };
        Option<bool> rawCsv = new("--raw-csv")
        {
            Description = "Leave CSV text as it is, even where a spreadsheet would run it as a formula.",
        };
        Command command = new("export", "Write a finished run as CSV, COCO, JSON or Parquet.\n\nExample: imageanalytics export output/scene --format coco --output scene.json")
        {
            run, format, output, rawCsv,
        };
        command.SetAction(parsed => Export(
            parsed.GetRequiredValue(run), parsed.GetRequiredValue(format), parsed.GetValue(output), parsed.GetValue(rawCsv),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Export(string run, string format, string? output, bool rawCsv, TextWriter standard, TextWriter error)
    {
        try
        {
            using RunReader reader = RunReader.Open(RunFolder.Resolve(run));
            string path = Path.GetFullPath(output ?? RunExport.DefaultPath(reader, format, rawCsv));
            RunExport.Write(reader, format, path, rawCsv);
            standard.WriteLine(path);
            return 0;
        }
        catch (StoreException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }
}
