using System.Text.Json;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>Reads the configuration of <c>serve</c> strictly: what it does not understand is a problem, and all problems are told at once.</summary>
public static class ConfigurationReader
{
    /// <summary>The name of the file that is read when none is named.</summary>
    public const string DefaultName = "appsettings.json";

    private const int MaxBytes = 4_000_000;
    private static readonly string[] s_keys = ["state", "schedules", "dashboard"];

    /// <summary>Reads a file and checks every schedule in it.</summary>
    /// <param name="path">The file. Paths in it are relative to its folder.</param>
    /// <param name="check">What is wrong with the pipeline of a schedule whose other settings are right, in whole sentences.</param>
    public static ConfigurationReading Read(string path, Func<Schedule, IReadOnlyList<string>> check)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(check);
        string full = Path.GetFullPath(path);
        try
        {
            FileInfo file = new(full);
            return file.Exists && file.Length > MaxBytes
                ? new ConfigurationReading(null, [$"The configuration '{full}' has {file.Length} bytes; expected at most {MaxBytes}."])
                : Parse(File.ReadAllBytes(full), full, check);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ConfigurationReading(
                null, [$"The configuration '{full}' cannot be read: {e.Message} Expected a JSON file with 'state' and 'schedules'; name one with --config FILE. docs/nightly.md shows one."]);
        }
    }

    /// <summary>Checks the text of a configuration.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="path">The file that it is of, absolute.</param>
    /// <param name="check">See <see cref="Read"/>.</param>
    public static ConfigurationReading Parse(ReadOnlyMemory<byte> text, string path, Func<Schedule, IReadOnlyList<string>> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        List<string> problems = [];
        try
        {
            ReadOnlyMemory<byte> body = text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ServeConfiguration configuration = Whole(document.RootElement, path, text, check, problems);
                return new ConfigurationReading(problems.Count == 0 ? configuration : null, problems);
            }

            problems.Add($"expected an object with 'state' and 'schedules'; found {SettingsMap.Found(document.RootElement)}.");
        }
        catch (JsonException e)
        {
            problems.Add(FormattableString.Invariant($"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: expected JSON; {ShownText.Of(e.Message.Split(" LineNumber:", 2)[0])}"));
        }
        catch (InvalidOperationException e)
        {
            problems.Add($"expected text in UTF-8; {e.Message}");
        }

        return new ConfigurationReading(null, problems);
    }

    private static ServeConfiguration Whole(JsonElement root, string file, ReadOnlyMemory<byte> source, Func<Schedule, IReadOnlyList<string>> check, List<string> problems)
    {
        string folder = Path.GetDirectoryName(file)!;
        SettingsMap map = new(root, "", s_keys, problems);
        string? state = map.Text("state", "the folder in which schedules are remembered", isRequired: false);
        string stateFolder = Path.GetFullPath(state ?? "state", folder);
        if (File.Exists(stateFolder))
        {
            map.Problem("state", $"expected a folder, or a name for one; '{ShownText.Of(stateFolder)}' is a file.");
        }

        DashboardSettings dashboard = DashboardReader.Read(map, folder);
        List<Schedule> schedules = [];
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach ((string key, JsonElement item) in map.Items("schedules", "an object with 'name', 'pipeline', 'inputs', 'output' and 'cron'"))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                map.Problem(key, $"expected an object; found {SettingsMap.Found(item)}.");
                continue;
            }

            int before = problems.Count;
            Schedule? schedule = ScheduleReader.Read(item, key, folder, problems);
            if (schedule is not null && !names.TryAdd(schedule.Name, key))
            {
                problems.Add($"{key}.name: expected a name that no other schedule has; '{schedule.Name}' is that of {names[schedule.Name]}.");
            }

            if (schedule is null || problems.Count > before)
            {
                continue;
            }

            problems.AddRange(schedule.Enabled ? check(schedule).Select(p => $"{key}.pipeline: {p}") : []);
            schedules.Add(schedule);
        }

        return new ServeConfiguration(file, source, stateFolder, schedules) { Dashboard = dashboard };
    }
}
