using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class TableValidatorTests
{
    private const string Head = "name: a\nsteps:\n  - { id: one, plugin: classifier, model: squeezenet }\ntables:\n";

    [Theory]
    [InlineData("  - { id: n, sql: select folder from images }\n")]
    [InlineData("  - id: n\n    sql: |\n      select folder,\n        count(*) as n\n      from images group by all\n")]
    public void Validate_RightTable_HasNoProblem(string tables) => Assert.Empty(ProblemsOf(tables));

    [Theory]
    [InlineData(
        "  - { id: n, sql: select foldr from images }\n",
        "f.yaml:5:26: The query of the table 'n' cannot be run. Referenced column \"foldr\" not found in FROM clause. Did you mean 'folder'?")]
    [InlineData(
        "  - id: n\n    sql: |\n      select folder,\n        labl\n      from detections\n",
        "f.yaml:8:9: The query of the table 'n' cannot be run. Referenced column \"labl\" not found in FROM clause. Did you mean 'label'?")]
    [InlineData(
        "  - id: n\n    sql: \"select * from detection\"\n",
        "f.yaml:6:25: The query of the table 'n' cannot be run. It reads 'detection', which is no view of a run. Expected one of: images, observations, classifications, detections, instances, faces, pictures, failures, summary. Did you mean 'detections'?")]
    [InlineData(
        "  - { id: n, sql: drop view images }\n",
        "f.yaml:5:19: The query of the table 'n' cannot be run. It is no SELECT. Expected one SELECT over the views images, observations and the others.")]
    [InlineData(
        "  - { id: summary, sql: select 1 as n }\n",
        "f.yaml:5:11: A table cannot have the id 'summary': the run writes a file of that name anyway. Choose another.")]
    [InlineData(
        "  - { id: repeats, sql: select 1 as n }\n",
        "f.yaml:5:11: A table cannot have the id 'repeats': the run writes a file of that name anyway. Choose another.")]
    public void Validate_OneProblem_SaysPlaceAndNearestName(string tables, string expected) => Assert.Equal([expected], ProblemsOf(tables));

    [Fact]
    public void Validate_TooManyTables_AreRefused()
        => Assert.Equal(
            ["f.yaml:55:5: The pipeline has 51 tables; at most 50 are allowed."],
            ProblemsOf(string.Concat(Enumerable.Range(1, 51).Select(i => $"  - {{ id: t{i}, sql: select 1 as n }}\n"))));

    private static string[] ProblemsOf(string tables)
    {
        PipelineReading reading = PipelineFile.Parse(Head + tables, "f.yaml");
        Assert.Empty(reading.Problems);
        return [.. PipelineValidator.Validate(reading.Pipeline!, TestEnvironment.Create()).Select(p => p.ToString())];
    }
}
