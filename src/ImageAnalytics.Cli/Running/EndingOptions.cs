using System.CommandLine;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Running;

/// <summary>How the end of a run is told; the same for all commands that end with one.</summary>
internal sealed class EndingOptions
{
    private readonly Option<double?> _failOver = new("--fail-over") { Description = "Exit with 3 when more than this percentage of the images failed.", HelpName = "PERCENT", CustomParser = NumberOption.ParseOptional };
    private readonly Option<bool> _noNotify = new("--no-notify") { Description = "Do not call the command that the pipeline's 'notify' names." };

    /// <summary>Makes the options.</summary>
    public EndingOptions() => _failOver.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double?>() is not (null or (>= 0 and <= 100)))
        {
            result.AddError("--fail-over must be a percentage from 0 to 100.");
        }
    });

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_failOver);
        command.Options.Add(_noNotify);
    }

    /// <summary>Those that were given, as arguments of another command that has them, too.</summary>
    public IEnumerable<string> Given(ParseResult arguments) => [.. GivenOption.Of(arguments, _failOver), .. GivenOption.Of(arguments, _noNotify)];

    /// <summary>The request with what was given.</summary>
    public RunRequest Apply(ParseResult arguments, RunRequest request) => request with { Notifies = !arguments.GetValue(_noNotify) };

    /// <summary>How the end is to be told.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="json">Whether the last line is a JSON object.</param>
    public RunPresentation Presentation(ParseResult arguments, bool json) => new(json, arguments.GetValue(_failOver));
}
