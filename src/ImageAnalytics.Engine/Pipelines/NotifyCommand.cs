using ImageAnalytics.Engine.Native;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Finds the program that a pipeline's <c>notify</c> names.</summary>
internal static class NotifyCommand
{
    private const ushort OthersWrite = 2;
    private const UnixFileMode Runs = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Why the command cannot be called; null when it can, or there is none.</summary>
    public static string? ProblemOf(Pipeline pipeline)
    {
        if (pipeline.Notify is not [string name, ..] || string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        string shown = ShownText.Of(name);
        return !name.Contains('/')
            ? Find(pipeline) is null ? $"'notify' calls '{shown}', which is in no folder of PATH. Name it by its path, as './{shown}' beside the pipeline file." : null
            : Find(pipeline) is null ? $"'notify' calls '{shown}', which is no file that can be run (looked for '{ShownText.Of(Place(pipeline, name))}'). Correct the path, or make it executable with 'chmod +x'." : null;
    }

    /// <summary>
    /// Why the command must not be called with this user's rights: another user wrote the pipeline file, or anybody may. Null when it may be called, or there is none.
    /// </summary>
    public static unsafe string? TrustProblemOf(Pipeline pipeline)
    {
        string path = Path.GetFullPath(pipeline.FileName);
        byte[] name = [.. System.Text.Encoding.UTF8.GetBytes(path), 0];
        StatX stat;
        fixed (byte* start = name)
        {
            if (pipeline.Notify.Count == 0 || LibC.StatX(LibC.AT_FDCWD, start, 0, LibC.STATX_BASIC, &stat) != 0)
            {
                return null;
            }
        }

        string? whose = (stat.Mode & OthersWrite) != 0 ? "may be written by every user"
            : stat.Owner != 0 && stat.Owner != LibC.GetEffectiveUserId() ? $"belongs to another user (id {stat.Owner})"
            : null;
        return whose is null
            ? null
            : $"The pipeline file '{ShownText.Of(path)}' {whose}, and its 'notify' would run '{ShownText.Of(pipeline.Notify[0])}' with your rights. Take the file over (chown, chmod o-w), or use --no-notify.";
    }

    /// <summary>
    /// Why the command must not be called for a run whose pipeline was recorded in an output folder, where others may write: the pipeline file that the user
    /// trusts is not there, or says something else. Null when it may be called, or there is none.
    /// </summary>
    public static string? RecordedProblemOf(Pipeline pipeline, RunRequest request)
        => pipeline.Notify.Count == 0 || request.PipelineText is not { } recorded || PipelineFile.Read(request.PipelinePath).Pipeline?.SourceText == recorded
            ? null
            : $"The recorded pipeline's 'notify' would run '{ShownText.Of(pipeline.Notify[0])}' with your rights, but the pipeline file '{ShownText.Of(Path.GetFullPath(request.PipelinePath))}' is not there, or says something else now. Use --no-notify.";

    /// <summary>The absolute path of the program; null when it is not there or cannot be run.</summary>
    public static string? Find(Pipeline pipeline)
    {
        string name = pipeline.Notify[0];
        IEnumerable<string> places = name.Contains('/')
            ? [Place(pipeline, name)]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(f => Path.Combine(f, name));
        return places.FirstOrDefault(p => !OperatingSystem.IsWindows() && File.Exists(p) && (File.GetUnixFileMode(p) & Runs) != 0);
    }

    /// <summary>The folder of the pipeline file, in which the command runs.</summary>
    public static string Folder(Pipeline pipeline) => Path.GetDirectoryName(Path.GetFullPath(pipeline.FileName)) ?? "/";

    private static string Place(Pipeline pipeline, string name) => Path.GetFullPath(name, Folder(pipeline));
}
