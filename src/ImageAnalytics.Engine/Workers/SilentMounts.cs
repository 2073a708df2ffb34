using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Finds out file systems that do not answer, so that a run ends although every file of theirs would outlast its time. One thread at a time.</summary>
/// <param name="mountOf">The file system of an absolute path.</param>
internal sealed class SilentMounts(Func<string, string> mountOf)
{
    private const int Silent = 3;
    private readonly Dictionary<string, int> _inARow = new(StringComparer.Ordinal);

    /// <summary>Whether reading some file timed out lately, so that answers matter.</summary>
    public bool Watches => _inARow.Count > 0;

    /// <summary>Whether a file lies on a file system that was given up.</summary>
    public bool IsSilent(string fullPath) => Watches && _inARow.GetValueOrDefault(mountOf(fullPath)) >= Silent;

    /// <summary>A file was given up, because it could not be read in time.</summary>
    /// <returns>A file system that is given up with it; null while there is hope.</returns>
    public string? GaveUp(WorkItem item)
    {
        string mount = mountOf(item.FullPath);
        return (_inARow[mount] = _inARow.GetValueOrDefault(mount) + 1) == Silent ? mount : null;
    }

    /// <summary>A file was read, or refused: its file system answers.</summary>
    public void Answered(WorkItem item)
    {
        if (Watches)
        {
            _inARow.Remove(mountOf(item.FullPath));
        }
    }

    /// <summary>The result of an image that is not tried, because its file system does not answer; null for all others.</summary>
    public ItemResult? ResultOf(WorkItem item)
        => Watches && mountOf(item.FullPath) is var mount && _inARow.GetValueOrDefault(mount) >= Silent
            ? new ItemResult(item.Ordinal, null, new FileFailure(item.Ordinal, FailureClasses.Timeout,
                $"It was not tried: the file system '{mount}' did not answer in time for {Silent} files one after another. Run the same command again once it answers."))
            : null;
}
