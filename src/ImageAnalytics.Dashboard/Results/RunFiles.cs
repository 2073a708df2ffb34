using System.Runtime.InteropServices;
using ImageAnalytics.Engine.Listing;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>Opens files of finished runs for reading: reports, slides, tables, nothing else, and nothing that lies elsewhere.</summary>
internal sealed partial class RunFiles(FinishedRuns runs, OutputFolders outputs)
{
    private const long MaxBytes = 4L << 30;
    private const int MaxParts = 8;
    private static readonly string[] s_plain = ["run.json", "alerts.json", "coco.json"], s_folders = ["report", "csv"];

    /// <summary>Opens a file.</summary>
    /// <param name="output">The output folder's name in addresses.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="run">The run.</param>
    /// <param name="path">The file's path in the run's folder.</param>
    /// <returns>A stream that the caller disposes; null when there is no such file, or it may not be seen.</returns>
    public FileStream? Open(string output, string pipeline, string run, string path)
    {
        string[] parts = path.Split('/');
        bool isShown = parts.Length == 1 ? s_plain.Contains(path) : s_folders.Contains(parts[0]);
        if (!isShown || parts.Length > MaxParts || !parts.All(SafeNames.IsSafe) || runs.FolderOf(output, pipeline, run) is not { } folder)
        {
            return null;
        }

        FileStream file;
        try
        {
            // Regular files only, and without waiting for whoever holds a pipe under that name.
            using FileReader reader = new(MaxBytes);
            file = reader.Open(Path.Combine(folder, path));
        }
        catch (Exception e) when (e is FileReadException or IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // Judged by what was opened, not by its name: links on the way, also those that change meanwhile, lead nowhere else.
        string runsFolder = Path.Combine(Real(outputs.FolderOf(output)!) ?? "", pipeline, "runs") + "/";
        string? real = File.ResolveLinkTarget($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}", returnFinalTarget: false)?.FullName;
        if (real?.StartsWith(runsFolder, StringComparison.Ordinal) == true)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    private static string? Real(string folder)
    {
        nint path = RealPath(folder, 0);
        string? real = Marshal.PtrToStringUTF8(path);
        Free(path);
        return real;
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint resolved);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);
}
