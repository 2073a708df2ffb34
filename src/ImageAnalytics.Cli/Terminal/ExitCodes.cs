namespace ImageAnalytics.Cli.Terminal;

/// <summary>What the program's exit code says; scripts rely on it.</summary>
internal static class ExitCodes
{
    /// <summary>Finished; failed images, if any, are recorded and counted.</summary>
    public const int Finished = 0;

    /// <summary>The run could not finish.</summary>
    public const int CouldNotFinish = 1;

    /// <summary>Bad command line, pipeline, plugin or model: nothing was started.</summary>
    public const int Refused = 2;

    /// <summary>Finished, but more than --fail-over percent of the images failed.</summary>
    public const int TooManyFailed = 3;

    /// <summary>Finished, and an alert of the pipeline fired; <c>alerts.json</c> says which.</summary>
    public const int Alerted = 4;

    /// <summary>Stopped by the user; safe to run again.</summary>
    public const int Stopped = 130;
}
