using System.Globalization;

namespace ImageAnalytics.Results;

/// <summary>The store or a run's folder could not be read or written. What was committed before is safe.</summary>
public sealed class StoreException : Exception
{
    private const string NoSpace = "No space left on device";
    private const int NoSpaceCode = 28, OverQuotaCode = 122;

    /// <summary>Reports a failure in whole sentences.</summary>
    public StoreException(string message, Exception? cause = null) : base(message, cause)
        => IsDiskFull = message.Contains(NoSpace, StringComparison.OrdinalIgnoreCase) || (cause is not null && IsNoSpace(cause));

    /// <summary>Whether there was no room on the disk.</summary>
    public bool IsDiskFull { get; private init; }

    /// <summary>There is too little room to go on.</summary>
    /// <param name="message">Whole sentences, with how much is needed.</param>
    public static StoreException DiskShort(string message) => new(message) { IsDiskFull = true };

    /// <summary>The folder cannot be made or written to.</summary>
    internal static StoreException NotWritable(string folder, Exception cause)
        => new($"Cannot write to the output folder '{folder}': {cause.Message}. "
            + (IsNoSpace(cause) ? "Make room there" : "Give this user the right to write there") + ", or choose another folder with --output.", cause);

    /// <summary>A file could not be written; the disk may be full.</summary>
    internal static StoreException WriteFailed(string what, string path, long neededBytes, Exception cause)
    {
        string space = "";
        try
        {
            if (cause is DuckDB.NET.Data.DuckDBException && cause.Message.StartsWith("Out of Memory", StringComparison.Ordinal))
            {
                return new StoreException($"Cannot write {what} to '{path}': {FirstLine(cause.Message)} "
                    + "Nothing of it was kept and nothing recorded before is lost: give the store more memory, then run again.", cause);
            }

            long free = new DriveInfo(Path.GetDirectoryName(path) ?? path).AvailableFreeSpace;
            space = string.Create(
                CultureInfo.InvariantCulture,
                $" {(neededBytes > 0 ? $"About {Megabytes(neededBytes)} MB are needed, " : "")}{Megabytes(free)} MB are free there.");
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // The figure is a help only.
        }

        return new StoreException(
            $"Cannot write {what} to '{path}': {FirstLine(cause.Message)}{space} "
            + "Nothing of it was kept and nothing recorded before is lost: make room or choose another folder with --output, then run again.",
            cause);
    }

    private static bool IsNoSpace(Exception cause)
        => (cause is IOException && cause.HResult is NoSpaceCode or OverQuotaCode) || cause.Message.Contains(NoSpace, StringComparison.OrdinalIgnoreCase);

    private static string Megabytes(long bytes) => Math.Max(0.1, bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private static string FirstLine(string message)
    {
        string line = message.Split('\n', 2)[0].TrimEnd();
        return line.EndsWith('.') ? line : line + ".";
    }
}
