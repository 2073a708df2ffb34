using System.Diagnostics;
using System.Globalization;
using ImageAnalytics.Inference.Library.Installing;

namespace ImageAnalytics.Cli.Models;

/// <summary>Shows on standard error how far an installation is: one changing line on a terminal, a line for each whole file elsewhere.</summary>
internal sealed class InstallProgressLine(TextWriter error) : IProgress<InstallProgress>
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private readonly bool _changes = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private long _last;

    public void Report(InstallProgress value)
    {
        bool whole = value.Done >= value.Bytes;
        if (!whole && (!_changes || Stopwatch.GetElapsedTime(_last) < s_pause))
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        string text = string.Create(CultureInfo.InvariantCulture, $"{value.Model}: {value.File} {value.Done / 1e6:0.0} of {value.Bytes / 1e6:0.0} MB");
        error.Write(_changes ? "\r\u001b[K" + text + (whole ? "\n" : "") : text + "\n");
    }
}
