using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Running;

/// <summary>Progress as plain lines on standard error, for logs: one every ten seconds at most.</summary>
internal sealed class PlainProgress(TimeProvider clock) : IRunProgress
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(10);
    private readonly RunRate _rate = new(clock);
    private long _last = clock.GetTimestamp();

    public void Listing(long files) => Say($"listing: {files:N0} files so far", always: false);

    public void Planned(long images, long pending)
    {
        _rate.Begin(pending);
        Say($"{images:N0} images listed, {pending:N0} to look at", always: true);
    }

    public void Finished(bool failed)
    {
        _rate.Add(failed);
        Say(_rate.Text, always: false);
    }

    public void Writing() => Say(_rate.Total == 0 ? "nothing new; writing results" : $"{_rate.Text}; writing results", always: true);

    public void Note(string message) => Console.Error.WriteLine($"note: {ConsoleText.Clean(message)}");

    private void Say(FormattableString line, bool always) => Say(FormattableString.Invariant(line), always);

    private void Say(string line, bool always)
    {
        if (always || clock.GetElapsedTime(_last) >= s_every)
        {
            _last = clock.GetTimestamp();
            Console.Error.WriteLine(line);
        }
    }
}
