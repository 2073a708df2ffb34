using System.CommandLine;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Training.Samples;

namespace ImageAnalytics.Cli.Training;

/// <summary><c>demo</c>: what the program does, on pictures that it draws and with models that come with it.</summary>
internal static class DemoCommand
{
    /// <summary>The command's name; also what is done when none is given.</summary>
    public const string Name = "demo";

    private const int Lines = 24, People = 8, Portraits = 5;

    // Another world than the one that the models were trained on.
    private const long Seed = 2026;

    /// <summary>Makes the command.</summary>
    /// <param name="run">Runs the program with other arguments.</param>
    public static Command Create(Func<string[], CancellationToken, Task<int>> run)
    {
        Option<string> output = new("--output") { Description = "Receives the drawn pictures, in 'samples', and the results.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("output", Name) };
        output.Validators.Add(PathOption.RequireText);
        Command command = new(Name, """
            See what it does: draw pictures of an inspection line and of made-up people, run the pipeline 'demo' with every plugin over them, and
            write a report. Needs no network and no other models than those that come with the program. This is what happens without a command.
            """)
        {
            output,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, Path.GetFullPath(parsed.GetRequiredValue(output)), run, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string output, Func<string[], CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        string samples = Path.Combine(output, "samples");
        try
        {
            if (!IsDrawn(samples))
            {
                using StopSignals stop = new(cancellation);
                error.WriteLine("Drawing an inspection line and some people …");
                SampleOptions options = new() { Count = Lines, People = People, Portraits = Portraits, Seed = Seed, Sets = SampleSets.Line | SampleSets.Badges };
                SampleDrawer.Draw(samples, options, replace: Directory.Exists(samples), cancellation: stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped. Running the same command again draws everything.");
            return ExitCodes.Stopped;
        }
        catch (SampleException e)
        {
            ConsoleText.Problems(e.Message.Split('\n'));
            return ExitCodes.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleText.Problems([$"The pictures could not be drawn into '{samples}': {e.Message} Name another folder with --output."]);
            return ExitCodes.CouldNotFinish;
        }

        int code = await run(
            ["run", Name, "--input", Path.Combine(samples, "line", "images"), Path.Combine(samples, "groups"), "--output", output, "--set", $"people.gallery={Path.Combine(samples, "badges")}"],
            cancellation).ConfigureAwait(false);
        if (code == ExitCodes.Finished)
        {
            error.WriteLine(ConsoleText.Clean($"The report: {Path.Combine(output, Name, "latest", "report", "index.html")}"));
        }

        return code;
    }

    // What is known about the pictures is written after them, so a set with it is whole.
    private static bool IsDrawn(string samples)
        => File.Exists(Path.Combine(samples, "line", "coco.json")) && File.Exists(Path.Combine(samples, "groups", "faces.json"));
}
