using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>query RUN SQL</c>: asks a finished run.</summary>
internal static class QueryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "A run's folder, a pipeline's folder or an output folder (its latest run)." };
        Argument<string> sql = new("sql") { Description = $"One SELECT over the views {string.Join(", ", TableChecker.Views)}." };
        Option<string> format = new("--format") { Description = "How the answer is printed.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong(["table", .. RunQuery.Formats]);
        Option<int> rows = new("--rows") { Description = "At most so many rows of a table.", DefaultValueFactory = _ => 100 };
        Option<int> seconds = new("--seconds") { Description = "The most time that the query may take.", DefaultValueFactory = _ => (int)new TableLimits().Time.TotalSeconds };
        Option<bool> rawCsv = new("--raw-csv") { Description = "Leave CSV text as it is, even where a spreadsheet would run it as a formula." };
        rows.Validators.Add(r => Expect(r.GetValue(rows) >= 1, "--rows", r.AddError));
        seconds.Validators.Add(r => Expect(r.GetValue(seconds) is >= 1 and <= 86_400, "--seconds", r.AddError));
        Command command = new("query", """
            Ask a finished run by SQL: one SELECT over its views, whose columns are those of the CSV files. Nothing is written, and no other file is read.

            Examples:
              imageanalytics query output/scene "select folder, label, count(*) as n from detections group by all order by n desc"
              imageanalytics query output/scene "select path from images where camera is null" --format csv
            """) { run, sql, format, rows, seconds, rawCsv };
        command.SetAction(parsed => Query(
            parsed.GetRequiredValue(run), parsed.GetRequiredValue(sql), parsed.GetRequiredValue(format), parsed.GetValue(rows),
            new TableLimits { Time = TimeSpan.FromSeconds(parsed.GetValue(seconds)), Rows = long.MaxValue }, parsed.GetValue(rawCsv)));
        return command;
    }

    private static int Query(string run, string sql, string format, int most, TableLimits limits, bool rawCsv)
    {
        try
        {
            using RunReader reader = RunReader.Open(RunFolder.Resolve(run));
            string? problem = format == "table" ? Table(reader, sql, most, limits) : Write(reader, sql, format, limits, rawCsv);
            if (problem is null)
            {
                return ExitCodes.Finished;
            }

            ConsoleText.Problems([$"The query cannot be answered. {problem}"]);
            return ExitCodes.Refused;
        }
        catch (StoreException e)
        {
            ConsoleText.Problems([e.Message]);
            return ExitCodes.Refused;
        }
    }

    private static string? Table(RunReader reader, string sql, int most, TableLimits limits)
    {
        string? problem = RunQuery.Read(reader, sql, most, out QueryAnswer answer, limits);
        if (problem is not null)
        {
            return problem;
        }

        TextTable table = new([.. answer.Columns.Select(ConsoleText.Clean)]);
        foreach (string[] row in answer.Rows)
        {
            table.Add(row);
        }

        table.WriteTo(Console.Out);
        if (answer.Count > answer.Rows.Count)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {answer.Count - answer.Rows.Count:N0} more rows; --rows or --format csv has them."));
        }

        return null;
    }

    private static string? Write(RunReader reader, string sql, string format, TableLimits limits, bool rawCsv)
    {
        using Stream output = Console.OpenStandardOutput();
        return RunQuery.Write(reader, sql, format, output, limits, rawCsv);
    }

    private static void Expect(bool holds, string option, Action<string> tell)
    {
        if (!holds)
        {
            tell($"{option}: expected a whole number of at least 1.");
        }
    }
}
