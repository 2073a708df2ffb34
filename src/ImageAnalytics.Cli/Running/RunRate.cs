using System.Globalization;

namespace ImageAnalytics.Cli.Running;

/// <summary>Counts finished images and says rate and time left in words.</summary>
internal sealed class RunRate(TimeProvider clock)
{
    private long _start;

    /// <summary>Images with something to do.</summary>
    public long Total { get; private set; }

    /// <summary>Images finished.</summary>
    public long Done { get; private set; }

    /// <summary>Finished images that could not be read or gave no picture.</summary>
    public long Failed { get; private set; }

    /// <summary>Starts counting.</summary>
    public void Begin(long total) => Total = total;

    /// <summary>Counts one.</summary>
    public void Add(bool failed)
    {
        if (Done++ == 0)
        {
            _start = clock.GetTimestamp();
        }

        Failed += failed ? 1 : 0;
    }

    /// <summary>Such as <c>120 of 1,000 images, 85.2 images/s, 10 s left, 1 failed</c>.</summary>
    public string Text
    {
        get
        {
            double seconds = Done == 0 ? 0 : clock.GetElapsedTime(_start).TotalSeconds;
            double rate = seconds >= 1 ? Done / seconds : 0; // Before, it would tell how many came at once.
            string speed = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rate:N1} images/s, {Left((Total - Done) / rate)} left") : "";
            string failed = Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Failed:N0} failed") : "";
            return string.Create(CultureInfo.InvariantCulture, $"{Done:N0} of {Total:N0} images{speed}{failed}");
        }
    }

    private static string Left(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
