using System.Globalization;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>Watches the disk that a run writes to, and ends the run before it takes the last of it.</summary>
/// <param name="output">The output folder.</param>
/// <param name="needs">What an image takes.</param>
/// <param name="images">Images of the run.</param>
/// <param name="pending">Images that are to be looked at.</param>
internal sealed class DiskBudget(string output, DiskNeeds needs, long images, long pending)
{
    /// <summary>So many bytes are left to others, and to what a run needs to end well.</summary>
    public const long Reserve = 16 << 20;

    // Enough for the growth to be that of the results, not of a single segment.
    private const int Learned = 200;
    private readonly long _freeAtStart = Free(output);

    /// <summary>A warning when the run will hardly fit; null when it does.</summary>
    public string? Warning()
    {
        double needed = Needed(0);
        return _freeAtStart < needed + Reserve
            ? $"About {Megabytes(needed)} MB are needed on the disk of '{output}' for this run, and {Megabytes(_freeAtStart)} MB are free, of which the last {Megabytes(Reserve)} are left alone. "
                + "It will stop before the disk is full, and what is finished then stays."
            : null;
    }

    /// <summary>Whether it ended the run.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Ends the run when too little is left.</summary>
    /// <param name="finished">Images that were looked at.</param>
    /// <exception cref="StoreException">Too little is left; says how much is needed.</exception>
    public void Check(long finished)
    {
        long free = Free(output);
        if (free < Reserve)
        {
            HasStopped = true;
            throw StoreException.DiskShort(
                $"Stopped before the disk of '{output}' was full: {Megabytes(free)} MB are free, and the last {Megabytes(Reserve)} are left alone. {Advice(finished)}");
        }
    }

    /// <summary>How much is needed, and what to do.</summary>
    /// <param name="finished">Images that were looked at.</param>
    public string Advice(long finished)
    {
        double needed = Needed(finished), missing = Math.Max(Reserve / 4, needed + Reserve - Free(output));
        string done = pending == 0 ? "All images are done" : string.Create(CultureInfo.InvariantCulture, $"{finished:N0} of {pending:N0} images are done");
        return $"{done}; to finish, about {Megabytes(needed)} MB are needed: "
            + $"make room for at least {Megabytes(missing)} MB more, or choose another folder with --output.";
    }

    private double Needed(long finished)
    {
        double grown = finished < Learned ? 0 : (_freeAtStart - Free(output)) / (double)finished;
        return (needs with { StoredBytesPerImage = Math.Max(needs.StoredBytesPerImage, grown) }).Bytes(images, Math.Max(0, pending - finished));
    }

    private static long Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue; // A file system that does not tell.
        }
    }

    private static string Megabytes(double bytes) => (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture);
}
