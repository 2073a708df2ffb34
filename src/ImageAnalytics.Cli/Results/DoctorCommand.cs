using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>doctor [store]</c>: reads every value of a store, sets aside what is damaged and removes what a killed process left.</summary>
public static class DoctorCommand
{
    private const string DefaultOutput = "output";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = Create(
            "doctor",
            "Examine the store of an output folder and repair what can be repaired. 'doctor store' is the same.\n\nExample: imageanalytics doctor output");
        command.Subcommands.Add(Create(
            "store",
            "Compare every file of a store with the hash in its name and read every value; set aside what is damaged, which the next run computes again; "
            + "remove what a killed process left; bring an older store up to date; lead 'latest' to the newest run.\n\nExample: imageanalytics doctor store output"));
        return command;
    }

    private static Command Create(string name, string description)
    {
        Argument<string> folder = new("output")
        {
            Description = "The output folder, or the folder 'store' in it.",
            DefaultValueFactory = _ => DefaultOutput,
        };
        Option<bool> remove = new("--remove-orphans") { Description = "Remove pictures in the store that no result names any more." };
        Command command = new(name, description) { folder, remove };
        command.SetAction(parsed => Examine(
            parsed.GetRequiredValue(folder), parsed.GetValue(remove), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Examine(string folder, bool removeOrphans, TextWriter standard, TextWriter error)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string outputFolder = Path.GetFileName(full) == "store" ? Path.GetDirectoryName(full)! : full;
        if (!Directory.Exists(Path.Combine(outputFolder, "store")))
        {
            error.WriteLine($"There is no store in '{folder}'. Expected an output folder that a run has written.");
            return 2;
        }

        try
        {
            using OutputLock held = OutputLock.Acquire(outputFolder, "doctor");
            using ResultStore store = ResultStore.Open(outputFolder, warn: error.WriteLine);
            Report(store.Examine(removeOrphans), standard);
            return 0;
        }
        catch (Exception e) when (e is StoreException or OutputLockedException)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Report(StoreHealth health, TextWriter standard)
    {
        standard.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{health.Segments} segments, {health.SegmentBytes / 1e6:0.0} MB: {health.Contents} contents, {health.Observations} observations; {health.KnownFiles} known files."));
        standard.WriteLine(
            health.Damaged.Count == 0
                ? "Every value can be read."
                : $"Set aside {health.Damaged.Count} damaged files; what they held will be computed again by the next run:");
        foreach (string file in health.Damaged)
        {
            standard.WriteLine($"  {file}");
        }

        Report(health.Blobs, standard);
        List(standard, health.Links, "These links led to no finished run or to an older one; they lead to the newest now:");
        if (health.Leftovers > 0)
        {
            standard.WriteLine($"Removed {health.Leftovers} unfinished files of a process that was stopped.");
        }

        if (health.Merged > 0)
        {
            standard.WriteLine($"Merged {health.Merged} small files.");
        }

        if (health.Foreign.Count > 0)
        {
            standard.WriteLine($"Left {health.Foreign.Count} files alone that are not the store's, or were set aside earlier:");
            foreach (string file in health.Foreign)
            {
                standard.WriteLine($"  {file}");
            }
        }
    }

    private static void Report(BlobHealth blobs, TextWriter standard)
    {
        if (blobs.Files + blobs.Missing.Count == 0)
        {
            return;
        }

        standard.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{blobs.Files} pictures that steps made, {blobs.Bytes / 1e6:0.0} MB."));
        List(standard, blobs.Missing, blobs.Dropped
            ? $"{blobs.Missing.Count} pictures are missing; the next run computes their steps again:"
            : $"{blobs.Missing.Count} pictures are missing. Someone reads the store, so the results that name them were left; run doctor again later:");
        List(standard, blobs.Orphans, blobs.Removed > 0
            ? $"Removed {blobs.Removed} pictures that no result names:"
            : $"{blobs.Orphans.Count} pictures are named by no result; --remove-orphans removes them:");
    }

    private static void List(TextWriter standard, IReadOnlyList<string> files, string headline)
    {
        if (files.Count > 0)
        {
            standard.WriteLine(headline);
            foreach (string file in files)
            {
                standard.WriteLine($"  {file}");
            }
        }
    }
}
