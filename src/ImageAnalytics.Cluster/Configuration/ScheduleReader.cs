using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>Reads one schedule.</summary>
internal static class ScheduleReader
{
    private const int MaxRuns = 100_000, MaxDays = 36_500;
    private static readonly string[] s_keys = ["name", "pipeline", "inputs", "output", "cron", "timeZone", "until", "overlap", "keep", "jobs", "enabled"];
    private static readonly string[] s_keepKeys = ["runs", "days"];

    /// <summary>Reads it, and notes what is wrong.</summary>
    /// <returns>The schedule; null when something that it cannot be without is missing or wrong.</returns>
    public static Schedule? Read(JsonElement item, string path, string folder, List<string> problems)
    {
        SettingsMap map = new(item, path, s_keys, problems);
        bool enabled = map.Flag("enabled", true);
        string? name = Name(map), pipeline = map.Text("pipeline", "a pipeline file, or the name of a pipeline that came with the program");
        IReadOnlyList<string> inputs = Inputs(map, folder, enabled);
        string? output = Output(map, folder);
        CronTime? time = Time(map);
        TimeOnly? until = Until(map);
        OverlapRule overlap = Overlap(map);
        RunRetention? keep = Keep(map);
        string? jobs = Jobs(map);
        return name is null || pipeline is null || output is null || time is null
            ? null
            : new Schedule
            {
                Name = name,
                Pipeline = PipelinePath(pipeline, folder),
                Inputs = inputs,
                Output = output,
                Time = time,
                Until = until,
                Overlap = overlap,
                Keep = keep,
                Jobs = jobs,
                Enabled = enabled,
            };
    }

    // A bare word that is no file here may be the name of a pipeline that came with the program.
    private static string PipelinePath(string pipeline, string folder)
        => Path.GetFullPath(pipeline, folder) is var full && (pipeline.Contains('/', StringComparison.Ordinal) || File.Exists(full)) ? full : pipeline;

    private static string? Name(SettingsMap map)
    {
        if (map.Text("name", $"a name: {NameRules.IdText}") is not { } name)
        {
            return null;
        }

        if (NameRules.IsId(name))
        {
            return name;
        }

        string proposal = NameRules.ToId(name) is { } id ? $" Write '{id}'." : "";
        map.Problem("name", $"expected {NameRules.IdText}; found '{ShownText.Of(name, 100)}'.{proposal}");
        return null;
    }

    private static List<string> Inputs(SettingsMap map, string folder, bool enabled)
    {
        List<string> inputs = [];
        foreach ((string key, string text) in map.Texts("inputs", "a folder of pictures"))
        {
            string full = Path.GetFullPath(text, folder);
            if (enabled && !Directory.Exists(full))
            {
                map.Problem(key, File.Exists(full)
                    ? $"expected a folder of pictures; '{ShownText.Of(full)}' is a file."
                    : $"expected a folder of pictures; '{ShownText.Of(full)}' does not exist, or nobody is allowed to look there. Is it mounted?");
            }

            inputs.Add(full);
        }

        return inputs;
    }

    private static string? Output(SettingsMap map, string folder)
    {
        if (map.Text("output", "the output folder") is not { } text)
        {
            return null;
        }

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(text, folder));
        if (!File.Exists(full))
        {
            return full;
        }

        map.Problem("output", $"expected a folder, or a name for one; '{ShownText.Of(full)}' is a file.");
        return null;
    }

    private static CronTime? Time(SettingsMap map)
    {
        TimeZoneInfo? zone = Zone(map);
        if (map.Text("cron", "five fields, such as '30 2 * * *' for half past two every night") is not { } text)
        {
            return null;
        }

        CronTime? time = CronTime.TryParse(text, zone ?? TimeZoneInfo.Utc, out string? problem);
        if (problem is not null)
        {
            map.Problem("cron", $"'{ShownText.Of(text, 100)}' is no time: {ShownText.Of(problem, 1000)}");
        }

        return zone is null ? null : time;
    }

    private static TimeZoneInfo? Zone(SettingsMap map)
    {
        const string Expected = "the IANA name of a time zone, such as 'Europe/Berlin' or 'Etc/UTC'";
        int before = map.ProblemCount;
        string? text = map.Text("timeZone", Expected, isRequired: false);
        if (text is null)
        {
            return map.ProblemCount > before ? null : TimeZoneInfo.Local;
        }

        // The runtime would take names of Windows, too, and read a file of any path below its folder of zones.
        if (!text.Contains("..", StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? zone) && zone.HasIanaId)
        {
            return zone;
        }

        string meant = NearestName.Of(text, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)) is { } near ? $" Did you mean '{near}'?" : "";
        map.Problem("timeZone", $"expected {Expected}; '{ShownText.Of(text, 100)}' is none that this machine knows.{meant}");
        return null;
    }

    private static TimeOnly? Until(SettingsMap map)
    {
        const string Expected = "a time of day as HH:MM, such as '06:00'";
        if (map.Text("until", Expected, isRequired: false) is not { } text)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly until))
        {
            return until;
        }

        map.Problem("until", $"expected {Expected}; found '{ShownText.Of(text, 100)}'.");
        return null;
    }

    private static OverlapRule Overlap(SettingsMap map)
    {
        const string Expected = "'refuse' or 'queue'";
        switch (map.Text("overlap", Expected, isRequired: false))
        {
            case null or "refuse":
                return OverlapRule.Refuse;
            case "queue":
                return OverlapRule.Queue;
            case { } other:
                map.Problem("overlap", $"expected {Expected}; found '{ShownText.Of(other, 100)}'.");
                return OverlapRule.Refuse;
        }
    }

    private static string? Jobs(SettingsMap map)
    {
        if (map.Text("jobs", JobsDatabase.Expected, isRequired: false) is not { } text)
        {
            return null;
        }

        try
        {
            if (!JobsDatabase.Parse(text, "it").ShowsPassword)
            {
                return text;
            }

            map.Problem("jobs", "it holds a password. Take it out, write it into a file with mode 600, and name that in the environment variable PGPASSFILE of the service.");
        }
        catch (RunRefusedException e)
        {
            map.Problem("jobs", string.Join(' ', e.Problems));
        }

        return null;
    }

    private static RunRetention? Keep(SettingsMap map)
    {
        int before = map.ProblemCount;
        if (map.Map("keep", s_keepKeys) is not { } keep)
        {
            return null;
        }

        RunRetention retention = new(keep.Count("runs", MaxRuns), keep.Count("days", MaxDays));
        if (map.ProblemCount == before && retention is { Runs: null, Days: null })
        {
            map.Problem("keep", "expected 'runs', 'days' or both; found neither. Leave 'keep' out to keep every run.");
        }

        return retention;
    }
}
