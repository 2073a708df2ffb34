using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Training.Samples;

namespace ImageAnalytics.Cli.Training;

/// <summary><c>samples --output DIR</c>: draws pictures with their truth.</summary>
internal static class SamplesCommand
{
    private static readonly SampleOptions s_defaults = new();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string> output = new("--output") { Description = "The folder to draw into; a new or an empty one.", HelpName = "DIR", Required = true };
        Option<int> count = new("--count") { Description = "Number of pictures of the line, and of single parts; a quarter as many groups.", DefaultValueFactory = _ => s_defaults.Count };
        Option<long> seed = new("--seed") { Description = "Another seed draws other pictures, the same seed the same.", DefaultValueFactory = _ => s_defaults.Seed };
        Option<int> people = new("--people") { Description = "Number of made-up people.", DefaultValueFactory = _ => s_defaults.People };
        Option<int> pictures = new("--pictures") { Description = "Badge portraits of each person.", DefaultValueFactory = _ => s_defaults.Portraits };
        Option<int> width = new("--width") { Description = "Columns of a picture of the line.", DefaultValueFactory = _ => s_defaults.Width };
        Option<int> height = new("--height") { Description = "Rows of a picture of the line.", DefaultValueFactory = _ => s_defaults.Height };
        Option<string?> only = new("--only") { Description = "Draw one set: line, parts, badges with groups, or styles." };
        only.AcceptOnlyFromAmong("line", "parts", "badges", "styles");
        Option<bool> force = new("--force") { Description = "Replace samples that were drawn into the folder before. What else lies there is never touched." };
        Command command = new("samples", """
            Draw pictures with known truth: an inspection line with boxes and masks, single parts in class folders, badge portraits and
            groups of made-up people with boxes and five points. For training, testing and load tests; no network, any number, CC0.

            Examples:
              imageanalytics samples --output drawn
              imageanalytics samples --output load --only line --count 10000 --seed 7 --width 1280 --height 960
            """)
        {
            output, count, seed, people, pictures, width, height, only, force,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Draw(
            parsed.GetRequiredValue(output),
            new SampleOptions
            {
                Count = parsed.GetValue(count),
                Seed = parsed.GetValue(seed),
                People = parsed.GetValue(people),
                Portraits = parsed.GetValue(pictures),
                Width = parsed.GetValue(width),
                Height = parsed.GetValue(height),
                Sets = SetsOf(parsed.GetValue(only)),
            },
            parsed.GetValue(force), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation)));
        return command;
    }

    private static SampleSets SetsOf(string? only) => only switch
    {
        "line" => SampleSets.Line,
        "parts" => SampleSets.Parts,
        "badges" => SampleSets.Badges,
        "styles" => SampleSets.Styles,
        _ => SampleSets.All,
    };

    private static int Draw(string folder, SampleOptions options, bool replace, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        using StopSignals stop = new(cancellation);
        try
        {
            if (folder.Length == 0)
            {
                throw new SampleException("Pictures cannot be drawn: --output is empty. Name a folder.");
            }

            long start = Stopwatch.GetTimestamp(), said = start;
            SampleSummary summary = SampleDrawer.Draw(folder, options, replace, Say, stop.Token);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            output.WriteLine(ConsoleText.Clean(string.Create(
                CultureInfo.InvariantCulture,
                $"lines={summary.Lines} line_parts={summary.LineParts} parts={summary.Parts} badges={summary.Badges} people={summary.People} groups={summary.Groups} group_faces={summary.GroupFaces} seconds={seconds:0.0} output={summary.Folder}")));
            return ExitCodes.Finished;

            void Say(int done, int all)
            {
                if (done < all && Stopwatch.GetElapsedTime(said).TotalSeconds >= 2)
                {
                    said = Stopwatch.GetTimestamp();
                    error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drawn {done} of {all}"));
                }
            }
        }
        catch (SampleException e)
        {
            ConsoleText.Problems(e.Message.Split('\n'));
            return ExitCodes.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleText.Problems([$"The pictures could not all be drawn into '{folder}': {e.Message} Make room or give back the right to write, then run again with --force."]);
            return ExitCodes.CouldNotFinish;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped. Run again with --force to draw everything.");
            return ExitCodes.Stopped;
        }
    }
}
