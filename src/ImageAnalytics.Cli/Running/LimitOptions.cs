using System.CommandLine;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Cli.Running;

/// <summary>The options that limit what one image may take.</summary>
internal sealed class LimitOptions
{
    private readonly Option<double?> _timeout = Limit<double?>("--timeout", "SECONDS", "Seconds after which an image is given up.", JobLimits.Default.Timeout.TotalSeconds);
    private readonly Option<long?> _bytes = Limit<long?>("--max-bytes", "BYTES", "Files larger than this are recorded as too-large.", JobLimits.Default.MaxBytes);
    private readonly Option<long?> _pixels = Limit<long?>("--max-pixels", "PIXELS", "Pictures with more pixels than this are recorded as too-large.", JobLimits.Default.MaxPixels);
    private readonly Option<long?> _memory = Limit<long?>("--max-memory", "MB", "A worker process that needs more than this is replaced.", JobLimits.Default.MaxWorkerMegabytes);
    private readonly Option<int?> _regions = Limit<int?>("--max-regions", "N", "A step that looks at regions fails on an image with more than this.", JobLimits.Default.MaxRegions);
    private readonly Option<int?> _observations = Limit<int?>("--max-observations", "N", "A step that finds more than this in an image fails on it.", JobLimits.Default.MaxObservations);

    /// <summary>Makes the options.</summary>
    public LimitOptions() => _timeout.CustomParser = NumberOption.ParseOptional;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [_timeout, _bytes, _pixels, _memory, _regions, _observations];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The limits: what was given, and for the rest others.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="others">What holds where nothing was given.</param>
    public JobLimits Read(ParseResult arguments, JobLimits others)
        => new(
            arguments.GetValue(_bytes) ?? others.MaxBytes,
            arguments.GetValue(_pixels) ?? others.MaxPixels,
            arguments.GetValue(_timeout) is { } seconds ? Seconds(seconds) : others.Timeout,
            arguments.GetValue(_memory) ?? others.MaxWorkerMegabytes)
        {
            MaxRegions = arguments.GetValue(_regions) ?? others.MaxRegions,
            MaxObservations = arguments.GetValue(_observations) ?? others.MaxObservations,
        };

    private static Option<T> Limit<T>(string name, string unit, string description, FormattableString usual)
        => new(name) { Description = $"{description} [default: {FormattableString.Invariant(usual)}]", HelpName = unit };

    private static Option<T> Limit<T>(string name, string unit, string description, double usual) => Limit<T>(name, unit, description, $"{usual}");

    // What is no number of seconds becomes one that the preparation refuses.
    private static TimeSpan Seconds(double seconds) => seconds is > 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
