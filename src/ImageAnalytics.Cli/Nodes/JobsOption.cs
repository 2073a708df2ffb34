using System.CommandLine;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Nodes;

/// <summary><c>--jobs</c>: the database through which machines share out shards.</summary>
internal static class JobsOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string?> Create(string description) => new("--jobs") { Description = $"{description} The password is read from the file that PGPASSFILE names, or from PGPASSWORD.", HelpName = "\"Host=…\"" };

    /// <summary>Reads it.</summary>
    /// <exception cref="RunRefusedException">It names no database.</exception>
    public static JobsDatabase Read(string text)
    {
        JobsDatabase database = JobsDatabase.Parse(text);
        if (database.ShowsPassword)
        {
            Console.Error.WriteLine("note: --jobs holds a password, which other users of this machine can read in the list of processes. Put it into a file with mode 600 and name that in PGPASSFILE.");
        }

        return database;
    }
}
