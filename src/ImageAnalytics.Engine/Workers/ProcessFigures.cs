using System.Globalization;
using System.Text;
using ImageAnalytics.Engine.Native;

namespace ImageAnalytics.Engine.Workers;

/// <summary>What the kernel says of a running process. All figures are 0 when it is gone.</summary>
internal sealed class ProcessFigures(int process)
{
    private static readonly long s_pageBytes = Environment.SystemPageSize;
    private readonly byte[] _handles = [.. Encoding.ASCII.GetBytes($"/proc/{process}/fd"), 0];
    private long _mostHandles;

    /// <summary>Bytes of memory that it holds now.</summary>
    public long ResidentBytes => Read($"/proc/{process}/statm", text => Number(text.Split(' ')[1]) * s_pageBytes); // size, resident, shared … in pages

    /// <summary>Files, pipes and the like that it has open; 0 also before Linux 6.2, which does not tell without a list of them all.</summary>
    public unsafe long Handles
    {
        get
        {
            StatX stat;
            fixed (byte* path = _handles)
            {
                return LibC.StatX(LibC.AT_FDCWD, path, 0, LibC.STATX_BASIC, &stat) == 0 ? (long)stat.Size : 0;
            }
        }
    }

    /// <summary>How many it may have open.</summary>
    public long MostHandles => _mostHandles != 0 ? _mostHandles : _mostHandles = Read($"/proc/{process}/limits", text =>
        Number(text.Split('\n').First(l => l.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]));

    private static long Read(string file, Func<string, long> figure)
    {
        try
        {
            return figure(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException or InvalidOperationException or FormatException)
        {
            return 0; // It is gone; its end arrives as an event.
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
