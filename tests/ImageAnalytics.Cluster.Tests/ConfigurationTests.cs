using System.Text;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Tests.Support;

namespace ImageAnalytics.Cluster.Tests;

/// <summary>A configuration is read strictly, and everything that is wrong is told at once.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public ConfigurationTests() => Directory.CreateDirectory(_workspace["in"]);

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("\"cron\": \"30 2 * * *\"", "\"cron\": \"0 30 2 * * ?\"", "schedules[0].cron: ", "expected five fields", "found 6", "as in '30 2 * * *'")]
    [InlineData("\"cron\": \"30 2 * * *\"", "\"cron\": \"61 2 * * *\"", "schedules[0].cron: '61 2 * * *' is no time", "minute 0-59")]
    [InlineData("\"cron\": \"30 2 * * *\"", "\"cron\": \"99 2 * * *\"", "schedules[0].cron: '99 2 * * *' is no time", "found '99', which goes beyond 59")]
    [InlineData("\"cron\": \"30 2 * * *\"", "\"cron\": \"0 2 31 2 *\"", "schedules[0].cron: ", "a day that no month has")]
    [InlineData("\"cron\": \"30 2 * * *\"", "\"cron\": \"\"", "schedules[0].cron: expected five fields", "found \"\"")]
    [InlineData("\"cron\": \"30 2 * * *\", ", "", "schedules[0].cron: this key is missing; expected five fields")]
    [InlineData("Europe/Berlin", "Europe/Berlim", "schedules[0].timeZone: expected the IANA name", "'Europe/Berlim'", "Did you mean 'Europe/Berlin'?")]
    [InlineData("Europe/Berlin", "W. Europe Standard Time", "schedules[0].timeZone: expected the IANA name")]
    [InlineData("Europe/Berlin", "../../etc/passwd", "schedules[0].timeZone: expected the IANA name")]
    [InlineData("\"in\"", "\"missing\"", "schedules[0].inputs[0]: expected a folder of pictures", "does not exist")]
    [InlineData("[\"in\"]", "\"in\"", "schedules[0].inputs: expected a list", "found \"in\"")]
    [InlineData("[\"in\"]", "[]", "schedules[0].inputs: expected a list", "an empty list")]
    [InlineData("[\"in\"]", "[\"in\", 7]", "schedules[0].inputs[1]: expected a folder of pictures; found 7")]
    [InlineData("\"out\"", "\"serve.json\"", "schedules[0].output: expected a folder", "is a file")]
    [InlineData("\"yard\"", "\"The yard\"", "schedules[0].name: expected lower-case letters", "Write 'the-yard'")]
    [InlineData("pipeline.yaml", "bad.yaml", "schedules[0].pipeline: The step 'a' names no plugin.")]
    [InlineData("\"pipeline\"", "\"pipelines\"", "schedules[0].pipelines: this key is not known", "Did you mean 'pipeline'?", "schedules[0].pipeline: this key is missing")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"until\": \"6\"", "schedules[0].until: expected a time of day as HH:MM", "found '6'")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"until\": \"24:00\"", "schedules[0].until: ")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"overlap\": \"skip\"", "schedules[0].overlap: expected 'refuse' or 'queue'; found 'skip'")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"keep\": {}", "schedules[0].keep: expected 'runs', 'days' or both")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"keep\": { \"runs\": 0 }", "schedules[0].keep.runs: expected a whole number from 1", "found 0")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"keep\": 30", "schedules[0].keep: expected an object", "found 30")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"jobs\": \"images\"", "schedules[0].jobs: it cannot be understood", "expected the connection string of a PostgreSQL database")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"jobs\": \"Host=db\"", "schedules[0].jobs: it names no Database")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"jobs\": \"Host=db;Database=images;Password=geheim\"", "schedules[0].jobs: it holds a password", "PGPASSFILE")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"enabled\": \"yes\"", "schedules[0].enabled: expected true or false; found \"yes\"")]
    [InlineData("\"name\": \"yard\"", "\"name\": \"yard\", \"name\": \"gate\"", "schedules[0].name: this key stands here twice")]
    [InlineData("\"schedules\"", "\"Schedules\"", "Schedules: this key is not known", "Did you mean 'schedules'?")]
    [InlineData("{ \"schedules\"", "{ \"state\": \"serve.json\", \"schedules\"", "state: expected a folder", "is a file")]
    [InlineData("{ \"schedules\": [", "{ \"schedules\": [ 5, ", "schedules[0]: expected an object; found 5")]
    [InlineData(" ] }", " ", "line 1, column ", "expected JSON")]
    [InlineData("yard", "\\u202Eyard", "schedules[0].name: ", "\\u202E")]
    public void Problem_NamesItsKeyAndWhatWasExpectedAndFound(string right, string wrong, params string[] messages)
    {
        string text = ServeFile.Nightly();
        Assert.Contains(right, text, StringComparison.Ordinal);
        IReadOnlyList<string> problems = Problems(text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.NotEmpty(problems);
        Assert.All(messages, m => Assert.Contains(problems, p => p.Contains(m, StringComparison.Ordinal)));
    }

    [Fact]
    public void Problems_AreToldAllAtOnce()
        => Assert.Equal(
            ["schedules[0].cron:", "schedules[0].until:", "schedules[1].name:", "schedules[1].inputs[0]:", "schedules[1].timeZone:"],
            Problems(ServeFile.Of(
                ServeFile.Schedule("yard", "x", ", \"until\": \"late\""),
                ServeFile.Schedule("2", "@daily").Replace("\"in\"", "\"gone\"", StringComparison.Ordinal).Replace("Europe/Berlin", "Mars", StringComparison.Ordinal)))
                .Select(p => p[..(p.IndexOf(':', StringComparison.Ordinal) + 1)]));

    [Fact]
    public void Problem_TwoSchedulesOfOneName_NamesBoth()
        => Assert.Contains("schedules[1].name: expected a name that no other schedule has; 'yard' is that of schedules[0].", Problems(ServeFile.Of(ServeFile.Schedule("yard", "@daily"), ServeFile.Schedule("yard", "@hourly"))));

    [Fact]
    public void Missing_File_SaysHowToNameOne()
        => Assert.Contains("--config", Assert.Single(ConfigurationReader.Read(_workspace["none.json"], _ => []).Problems), StringComparison.Ordinal);

    [Fact]
    public void Right_File_MayHaveCommentsAndPathsOfItsOwnFolder()
    {
        string file = _workspace.Write("serve.json", "\uFEFF// nightly\n" + ServeFile.Nightly(", \"until\": \"06:00\", \"overlap\": \"queue\", \"keep\": { \"runs\": 5, \"days\": 7, }"));
        ServeConfiguration read = ConfigurationReader.Read(file, _ => []).Configuration!;
        Schedule schedule = Assert.Single(read.Schedules);
        Assert.Equal((_workspace["state"], _workspace["out"], _workspace["in"]), (read.StateFolder, schedule.Output, schedule.Inputs[0]));
        Assert.Equal((new TimeOnly(6, 0), OverlapRule.Queue, 5, 7), (schedule.Until!.Value, schedule.Overlap, schedule.Keep!.Runs!.Value, schedule.Keep.Days!.Value));
    }

    [Fact]
    public void SwitchedOff_ScheduleMayNameWhatIsNotThere()
        => Assert.Empty(Problems(ServeFile.Nightly(", \"enabled\": false").Replace("\"in\"", "\"gone\"", StringComparison.Ordinal).Replace("pipeline.yaml", "bad.yaml", StringComparison.Ordinal)));

    private IReadOnlyList<string> Problems(string text)
    {
        string file = _workspace.Write("serve.json", text);
        return ConfigurationReader.Parse(Encoding.UTF8.GetBytes(text), file, s => s.Pipeline.EndsWith("bad.yaml", StringComparison.Ordinal) ? ["The step 'a' names no plugin."] : []).Problems;
    }
}
