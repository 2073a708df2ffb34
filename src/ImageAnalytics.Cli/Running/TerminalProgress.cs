using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;
using Spectre.Console;

namespace ImageAnalytics.Cli.Running;

/// <summary>Progress as a bar on a terminal's standard error.</summary>
internal sealed class TerminalProgress(ProgressTask bar, IAnsiConsole console, TimeProvider clock) : IRunProgress
{
    private readonly RunRate _rate = new(clock);

    /// <summary>Shows a bar while some work runs.</summary>
    public static Task<T> ShowAsync<T>(IAnsiConsole console, TimeProvider clock, Func<IRunProgress, Task<T>> work)
        => console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("listing");
                bar.IsIndeterminate = true;
                return await work(new TerminalProgress(bar, console, clock)).ConfigureAwait(false);
            });

    public void Listing(long files) => bar.Description = FormattableString.Invariant($"listing: {files:N0} files");

    public void Planned(long images, long pending)
    {
        _rate.Begin(pending);
        bar.IsIndeterminate = false;
        bar.MaxValue = Math.Max(1, pending);
        bar.Description = FormattableString.Invariant($"{pending:N0} of {images:N0} images to look at");
    }

    public void Finished(bool failed)
    {
        _rate.Add(failed);
        bar.Value = _rate.Done;
        bar.Description = _rate.Text;
    }

    public void Writing()
    {
        bar.Value = bar.MaxValue;
        bar.Description = "writing results";
    }

    public void Note(string message) => console.MarkupLineInterpolated($"[yellow]note:[/] {ConsoleText.Clean(message)}");
}
