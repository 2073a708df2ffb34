using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class AlertReaderTests
{
    private const string Steps = "name: a\nsteps:\n  - { id: one, plugin: p }\nalerts:\n";

    [Fact]
    public void Alert_WithEveryKey_IsRead()
    {
        PipelineReading reading = PipelineFile.Parse(Steps + """
              - { id: people, on: one, where: "label = 'person'", count: images, only: new, above: 0, below: 9.5, change: 0.5 }
              - { id: broken, count: failures, above: 3 }
              - { id: fewer, below: 100 }
            """, "f.yaml");

        Assert.Empty(reading.Problems);
        Assert.Equal(
            ["new images of 'one' where label = 'person'", "failures", "images"], reading.Pipeline!.Alerts.Select(a => a.Counted));
        Assert.Equal((0.0, 9.5, 0.5), (reading.Pipeline.Alerts[0].Above!.Value, reading.Pipeline.Alerts[0].Below!.Value, reading.Pipeline.Alerts[0].Change!.Value));
    }

    [Fact]
    public void Problems_AreAllToldAtOnceWithTheirPlaces()
    {
        PipelineReading reading = PipelineFile.Parse(Steps + """
              - { id: People, on: ones, where: "lable = 'x'", above: many }
              - { id: b, where: "area > 1", count: images, below: -1 }
              - { id: c }
              - { id: c, on: one, count: failures, only: old, above: 1, whenever: 3 }
            notify: []
            """, "f.yaml");

        Assert.Equal(
            [
                "f.yaml:5:11: The alert id 'People' is no id. Expected lower-case letters, digits and hyphens, a letter first, at most 64. Did you mean 'people'?",
                "f.yaml:5:23: 'on' of an alert names the step 'ones', which does not exist. Expected one of: one. Did you mean 'one'?",
                "5:37", "f.yaml:5:58: 'above' is 'many'. Expected a number of at least 0.",
                "f.yaml:6:21: 'where' chooses among the findings of a step, but the alert has no 'on'. Add 'on: STEP' or remove 'where'.",
                "f.yaml:6:55: 'below' is '-1'. Expected a number of at least 0.",
                "f.yaml:7:5: The alert says not when it fires. Expected at least one of 'above: COUNT', 'below: COUNT' and 'change: SHARE'.",
                "f.yaml:8:5: Two alerts have the id 'c'. Rename one.",
                "f.yaml:8:30: The alert counts failures of images, which belong to no step. Remove 'on'.",
                "f.yaml:8:46: 'only' is 'old'. Expected new.",
                "8:61",
                "f.yaml:9:9: 'notify' names no command. Expected a command as a list of its name and arguments, such as [\"./mail-alerts.sh\", \"yard@example.org\"].",
            ],
            reading.Problems.Select(p => p.ToString()).Select(t => t.Contains("lable", StringComparison.Ordinal) || t.Contains("whenever", StringComparison.Ordinal) ? string.Join(':', t.Split(':')[1..3]) : t));
    }
}
