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
        Argument<string> store = new("store")
        {
            Description = "The output folder, or the folder 'store' in it.",
            DefaultValueFactory = _ => DefaultOutput,
        };
        Command command = new("doctor", "Examine the store of an output folder and repair what can be repaired.\n\nExample: imageanalytics doctor output")
        {
            store,
        };
        command.SetAction(parsed => Examine(
            parsed.GetRequiredValue(store), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Examine(string folder, TextWriter standard, TextWriter error)
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
            Report(store.Examine(), standard);
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
            health.IsSound
                ? "Every value can be read."
                : $"Set aside {health.Damaged.Count} damaged files; what they held will be computed again by the next run:");
        foreach (string file in health.Damaged)
        {
            standard.WriteLine($"  {file}");
        }

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
}
