namespace ImageAnalytics.Cli.Models;

/// <summary>The exit codes that scripts rely on.</summary>
internal static class ModelExit
{
    public const int Done = 0;
    public const int CouldNotFinish = 1;
    public const int BadRequest = 2;
    public const int Stopped = 130;
}
