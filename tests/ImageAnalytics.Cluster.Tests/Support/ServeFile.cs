namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>Configurations of tests.</summary>
internal static class ServeFile
{
    /// <summary>One schedule, at half past two in Berlin.</summary>
    /// <param name="more">Further keys of the schedule, each with a comma before it.</param>
    public static string Nightly(string more = "") => Of(Schedule("yard", "30 2 * * *", more));

    /// <summary>A schedule in Berlin.</summary>
    public static string Schedule(string name, string cron, string more = "")
        => $$"""{ "name": "{{name}}", "pipeline": "pipeline.yaml", "inputs": ["in"], "output": "out", "cron": "{{cron}}", "timeZone": "Europe/Berlin"{{more}} }""";

    /// <summary>A file with schedules.</summary>
    public static string Of(params string[] schedules) => $$"""{ "schedules": [ {{string.Join(", ", schedules)}} ] }""";
}
