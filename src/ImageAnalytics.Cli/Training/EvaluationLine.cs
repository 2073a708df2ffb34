using System.Globalization;
using ImageAnalytics.Training.Evaluation;

namespace ImageAnalytics.Cli.Training;

/// <summary>How far an evaluation is, as plain lines on standard error: one every ten seconds at most. Safe on several threads.</summary>
internal sealed class EvaluationLine(TextWriter error, TimeProvider clock) : IProgress<EvaluationProgress>
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private long _last = clock.GetTimestamp();

    public void Report(EvaluationProgress value)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_last) >= s_every)
            {
                _last = clock.GetTimestamp();
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Done:N0} of {value.All:N0} images"));
            }
        }
    }
}
