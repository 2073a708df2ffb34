using System.Text;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class PipelineFileTests
{
    private const string Head = "name: a\nsteps:\n";
    private const string Step = "  - { id: one, plugin: p }\n";

    private static string[] ProblemsOf(string text) => [.. PipelineFile.Parse(text, "f.yaml").Problems.Select(p => p.ToString())];

    [Theory]
    [InlineData("", "f.yaml:1:1: The file is empty. Expected a map with the keys 'name' and 'steps'.")]
    [InlineData("just text", "f.yaml:1:1: The file holds the text 'just text'. Expected a map with the keys 'name' and 'steps'.")]
    [InlineData("- a", "f.yaml:1:1: The file holds a list. Expected a map with the keys 'name' and 'steps'.")]
    public void Parse_NoMap_SaysWhatIsExpected(string text, string expected) => Assert.Equal([expected], ProblemsOf(text));

    [Theory]
    [InlineData("nmae: b\n", "f.yaml:4:1: 'nmae' is no key of a pipeline. Expected one of: name, problem, images, steps, repeats, tables, alerts, notify, report. Did you mean 'name'?")]
    [InlineData("images: { inclde: ['*'] }\n", "f.yaml:4:11: 'inclde' is no key of 'images'. Expected one of: include, exclude, pages, links. Did you mean 'include'?")]
    [InlineData("images: []\n", "f.yaml:4:9: The key 'images' is a list. Expected a map with the keys 'include', 'exclude', 'pages' and 'links'.")]
    [InlineData("images: { links: folow }\n", "f.yaml:4:18: 'links' is 'folow'. Expected one of: inside, follow. Did you mean 'follow'?")]
    [InlineData("images: { pages: frist }\n", "f.yaml:4:18: 'pages' is 'frist'. Expected one of: first, all. Did you mean 'first'?")]
    [InlineData("images: { include: [''] }\n", "f.yaml:4:21: The glob is empty. Write '**/*' for every file.")]
    [InlineData("images: { include: ['a', [b]] }\n", "f.yaml:4:26: 'include' holds a list. Expected globs such as \"**/*.jpg\", in quotes.")]
    [InlineData("images: { exclude: '/tmp/*' }\n", "f.yaml:4:20: The glob '/tmp/*' starts with '/', but globs are relative to the input folder. Remove the slash.")]
    [InlineData("images: { exclude: '../x' }\n", "f.yaml:4:20: The glob '../x' leaves the input folder with '..'. Give that folder as an input instead.")]
    [InlineData("images: { exclude: '**.jpg' }\n", "f.yaml:4:20: The glob '**.jpg' has '**' beside other characters. '**' stands alone between slashes, as in '**/*.jpg'.")]
    [InlineData("images: { exclude: '*.{jpg,png}' }\n", "f.yaml:4:20: The glob '*.{jpg,png}' uses braces, which have no meaning here. Write one glob for each choice.")]
    [InlineData("problem:\n", "f.yaml:4:1: The key 'problem' has no value. Give it one or remove the key.")]
    [InlineData("problem: [a]\n", "f.yaml:4:10: The key 'problem' is a list. Expected the question that the pipeline answers, as a text.")]
    [InlineData("report: { maxMegabytes: 0 }\n", "f.yaml:4:25: 'maxMegabytes' is '0'. Expected a whole number from 1 to 100000.")]
    [InlineData("report: { formats: [htlm] }\n", "f.yaml:4:21: 'htlm' is no format of a report. Expected some of: html, slides, pptx, csv, coco. Did you mean 'html'?")]
    [InlineData("report: { titel: a }\n", "f.yaml:4:11: 'titel' is no key of 'report'. Expected one of: title, formats, maxMegabytes, truth, template, maxSlides, maxDeckMegabytes. Did you mean 'title'?")]
    [InlineData("report: { maxSlides: 3 }\n", "f.yaml:4:22: 'maxSlides' is '3'. Expected a whole number from 4 to 100.")]
    [InlineData("report: { maxDeckMegabytes: 2.5 }\n", "f.yaml:4:29: 'maxDeckMegabytes' is '2.5'. Expected a whole number from 3 to 1000.")]
    [InlineData("report: { template: [a] }\n", "f.yaml:4:21: The key 'template' is a list. Expected the path of a .pptx or .potx file, relative to the pipeline file.")]
    [InlineData("tables: [ { id: x } ]\n", "f.yaml:4:11: The key 'sql' of a table is missing. Expected one SELECT, as a text.")]
    [InlineData("tables: [ 3 ]\n", "f.yaml:4:11: 'tables' holds the number 3. Expected a list of tables, each a map with the keys 'id' and 'sql'.")]
    [InlineData("name: b\n", "f.yaml:4:1: The key 'name' stands here a second time; it was given in line 1. Remove one.")]
    [InlineData("[a]: b\n", "f.yaml:4:1: A key is a list. Expected a name.")]
    [InlineData("problem: !!str a\n", "f.yaml:4:10: The tag 'tag:yaml.org,2002:str' is not allowed. Remove it; put a text into quotes.")]
    [InlineData("problem: \"a\\u001B[31m\"\n", "f.yaml:4:10: The text 'a\\u001B[31m' holds a control character. Remove it.")]
    [InlineData("problem: *nowhere\n", "f.yaml:4:10: The file is no valid YAML: The alias '*nowhere' has no anchor before it.")]
    [InlineData("---\nname: b\n", "f.yaml:4:1: A second YAML document starts here. Write each pipeline into a file of its own. Expected one document.")]
    public void Parse_OneProblem_SaysPlaceExpectationAndNearestName(string more, string expected)
        => Assert.Equal([expected], ProblemsOf(Head + Step + more));

    [Theory]
    [InlineData("  - id: One\n    plugin: p\n", "f.yaml:3:9: The step id 'One' is no id. Expected lower-case letters, digits and hyphens, a letter first, at most 64. Did you mean 'one'?")]
    [InlineData("  - id: 1a\n    plugin: p\n", "f.yaml:3:9: The step id '1a' is no id. Expected lower-case letters, digits and hyphens, a letter first, at most 64. Did you mean 'a'?")]
    [InlineData("  - plugin: p\n", "f.yaml:3:5: The key 'id' of a step is missing. Expected an id: lower-case letters, digits and hyphens, a letter first, at most 64.")]
    [InlineData("  - id: a\n", "f.yaml:3:5: The key 'plugin' of a step is missing. Expected the id of a plugin.")]
    [InlineData("  - a\n", "f.yaml:3:5: 'steps' holds the text 'a'. Expected a list of steps, each a map with the keys 'id' and 'plugin'.")]
    [InlineData("  - { id: a, plugin: p, where: confidence > 0.5 }\n", "f.yaml:3:32: 'where' chooses among the findings of another step, but the step has no 'on'. Add 'on: STEP' or remove 'where'.")]
    [InlineData("  - { id: a, plugin: p, model: m, models: { r: m } }\n", "f.yaml:3:43: The step has both 'model' and 'models'. Keep 'models' and name every role there.")]
    [InlineData("  - { id: a, plugin: p, on: a }\n", "f.yaml:3:29: The step 'a' names itself in 'on'. Expected the id of another step.")]
    [InlineData("  - { id: a, plugin: p, combine: vote, of: [] }\n", "f.yaml:3:34: The step has both 'plugin' and 'combine'. Make two steps of it.")]
    [InlineData("  - { id: a, combine: voet, of: [] }\n", "f.yaml:3:23: 'voet' is no way to combine. Expected one of: nms, soft-nms, weighted-boxes, vote. Did you mean 'vote'?")]
    [InlineData("  - { id: a, combine: vote }\n", "f.yaml:3:5: The key 'of' of a combining step is missing. Expected a list of step ids.")]
    [InlineData("  - { id: a, plugin: p, options: { n: 1e999 } }\n", "f.yaml:3:39: The number 1e999 is too large or not finite. Expected a finite number, or a text in quotes.")]
    [InlineData("  - { id: a, plugin: p, options: { n: .nan } }\n", "f.yaml:3:39: The number .nan is too large or not finite. Expected a finite number, or a text in quotes.")]
    [InlineData("  - { id: a, plugin: p, options: 5 }\n", "f.yaml:3:34: The key 'options' is the number 5. Expected a map of option names to values, such as { minConfidence: 0.4 }.")]
    [InlineData("  - { id: a, plugin: p, models: { r: [m] } }\n", "f.yaml:3:38: The model of the role 'r' is a list. Expected the name of a model.")]
    public void Parse_OneProblemInStep_SaysPlaceExpectationAndNearestName(string steps, string expected)
        => Assert.Equal([expected], ProblemsOf(Head + steps));

    [Theory]
    [InlineData("name: a\n", "f.yaml:1:1: The pipeline has no steps. Expected the key 'steps' with a list of at least one step.")]
    [InlineData("name: a\nsteps: []\n", "f.yaml:2:8: The pipeline has no steps. Expected the key 'steps' with a list of at least one step.")]
    [InlineData("name: a\nsteps: x\n", "f.yaml:2:8: The key 'steps' is the text 'x'. Expected a list of steps, each a map with the keys 'id' and 'plugin'.")]
    [InlineData("name: a/b\nsteps: [ { id: a, plugin: p } ]\n", "f.yaml:1:7: The name 'a/b' cannot be the name of a folder of results. Expected letters, digits, spaces and - _ . with a letter or digit at both ends, at most 64.")]
    [InlineData("name: ..\nsteps: [ { id: a, plugin: p } ]\n", "f.yaml:1:7: The name '..' cannot be the name of a folder of results. Expected letters, digits, spaces and - _ . with a letter or digit at both ends, at most 64.")]
    [InlineData("name: Store\nsteps: [ { id: a, plugin: p } ]\n", "f.yaml:1:7: The name 'Store' is taken: results are kept in a folder of that name. Choose another.")]
    [InlineData("steps: [ { id: a, plugin: p } ]\n", "f.yaml:1:1: The key 'name' of a pipeline is missing. Expected a name: letters, digits, spaces and - _ . with a letter or digit at both ends, at most 64.")]
    public void Parse_BadHead_SaysPlaceAndExpectation(string text, string expected) => Assert.Equal([expected], ProblemsOf(text));

    [Fact]
    public void Parse_TwoStepsWithOneId_NamesBothLines()
        => Assert.Equal(["f.yaml:4:11: Two steps have the id 'one'; the first is in line 3. Rename one."], ProblemsOf(Head + Step + Step));

    [Fact]
    public void Parse_UnknownOn_GivesNearestStep()
        => Assert.Equal(
            ["f.yaml:4:31: 'on' names the step 'oen', which does not exist. Expected one of: one. Did you mean 'one'?"],
            ProblemsOf(Head + Step + "  - { id: two, plugin: p, on: oen }\n"));

    [Fact]
    public void Parse_Cycle_NamesItOnce()
    {
        string text = Head
            + "  - { id: a, plugin: p, on: c }\n"
            + "  - { id: b, plugin: p, on: a }\n"
            + "  - { id: c, plugin: p, on: b }\n"
            + "  - { id: d, plugin: p, on: c }\n";
        Assert.Equal(
            ["f.yaml:3:29: The steps 'a' → 'c' → 'b' → 'a' wait for one another, so none can start. Remove one of the references."],
            ProblemsOf(text));
    }

    [Fact]
    public void Parse_ManyProblems_TellsAllInOrderOfLines()
    {
        string[] problems = ProblemsOf("""
            nam: a
            steps:
              - id: x
                plugin: p
                on: yy
                where: labl = 'car'
              - id: x
                plugins: p
            """);
        Assert.Equal(["1:1", "1:1", "5:9", "6:12", "7:5", "7:9", "8:5"], problems.Select(p => string.Join(':', p.Split(':')[1..3])));
    }

    [Theory]
    [InlineData("report: [a\nname: b\n", "f.yaml:5:1: The file is no valid YAML: reading cannot go on here. Close every '[' and '{' before this place.")]
    [InlineData("%FOO x\n", "f.yaml:4:1: The file is no valid YAML: a line begins with '%' and is no '%YAML' directive. Put a text that begins with this character into quotes, or remove the line.")]
    [InlineData("problem: a: b\n", "f.yaml:4:11: The file is no valid YAML: While scanning a plain scalar value, found invalid mapping. Put a text that holds ': ' into quotes.")]
    [InlineData("problem: @a\n", "f.yaml:4:10: The file is no valid YAML: While scanning for the next token, found character that cannot start any token. Put a text that begins with this character into quotes.")]
    [InlineData("problem: 'a' = b\n", "f.yaml:4:14: The file is no valid YAML: While parsing a block mapping, did not find expected key. Check the indentation; a value that begins with a quote must end with it, so put such a text into the other quotes.")]
    [InlineData("images:\n\tpages: all\n", "f.yaml:5:1: The file is no valid YAML: While scanning a mapping, found invalid tab as indentation. Indent with spaces.")]
    public void Parse_SyntaxError_PointsToItAndHints(string more, string expected) => Assert.Equal([expected], ProblemsOf(Head + Step + more));

    [Theory]
    [InlineData("    where: label = 'car' and confidnce > 0.5\n", 6, 30)]
    [InlineData("    where: \"label = 'car' and confidnce > 0.5\"\n", 6, 31)]
    [InlineData("    where: \"label = \\\"car\\\" and confidnce > 0.5\"\n", 6, 33)]
    [InlineData("    where: 'label = ''car'' and confidnce > 0.5'\n", 6, 33)]
    [InlineData("    where: label = 'car'\n      and\n      confidnce > 0.5\n", 8, 7)]
    [InlineData("    where: >-\n      label = 'car'\n      and confidnce > 0.5\n", 8, 11)]
    [InlineData("    where: |\n      label = 'car'\n      and confidnce > 0.5\n", 8, 11)]
    [InlineData("    where: \"label = '\\x63ar' and confidnce > 0.5\"\n", 6, 12)]
    public void Parse_BadWhere_PointsIntoTheExpression(string where, int line, int column)
    {
        PipelineProblem problem = Assert.Single(PipelineFile.Parse(Head + Step + "  - id: two\n    plugin: p\n" + where + "    on: one\n", "f.yaml").Problems);
        Assert.Equal((line, column, "confidence"), (problem.Line, problem.Column, problem.Nearest));
    }

    [Fact]
    public void Parse_Options_TypesPlainValuesByTheCoreSchema()
    {
        Pipeline pipeline = PipelineFile.Parse(Head + "  - id: one\n    plugin: p\n    options: { a: 1, b: 0.40, c: yes, d: true, e: '1', f: 0x1F, g: 0o17, h: ~, i: [1, no], j: 1e3, k: -7, l: +.5 }\n", "f.yaml").Pipeline!;
        Assert.Equal(
            """{"a":1,"b":0.4,"c":"yes","d":true,"e":"1","f":31,"g":15,"h":null,"i":[1,"no"],"j":1000,"k":-7,"l":0.5}""",
            pipeline.Steps[0].CanonicalOptions());
    }

    [Fact]
    public void Parse_Anchors_StandForTheirValues()
    {
        Pipeline pipeline = PipelineFile.Parse(Head + "  - { id: one, plugin: p, options: &o { a: [1] } }\n  - { id: two, plugin: p, options: *o }\n", "f.yaml").Pipeline!;
        Assert.Equal(pipeline.Steps[0].CanonicalOptions(), pipeline.Steps[1].CanonicalOptions());
    }

    [Fact]
    public void Parse_AliasBomb_IsRefused()
    {
        StringBuilder text = new("name: a\nproblem: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++)
        {
            text.Append($"k{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n");
        }

        string problem = Assert.Single(ProblemsOf(text.ToString()));
        Assert.EndsWith("The file has more than 20000 values, aliases counted as what they stand for.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Parse_DeepNesting_IsRefused(char open)
        => Assert.Contains("nested more than 32 levels", Assert.Single(ProblemsOf("name: " + new string(open, 100_000))), StringComparison.Ordinal);

    [Theory]
    [InlineData(62, "")]
    [InlineData(63, "f.yaml:3:3: The pipeline has 63 steps; at most 62 are allowed.")]
    public void Parse_MoreStepsThanARunCanHave_IsRefused(int count, string expected)
    {
        string steps = string.Concat(Enumerable.Range(0, count).Select(i => $"  - {{ id: s{i}, plugin: p }}\n"));
        Assert.Equal(expected, string.Join('\n', ProblemsOf(Head + steps)));
    }

    [Fact]
    public void Parse_ThousandsOfProblems_TellsTheFirstHundred()
    {
        string keys = string.Concat(Enumerable.Range(0, 1500).Select(i => $"x{i}: 1\n"));
        IReadOnlyList<PipelineProblem> problems = PipelineFile.Parse(keys + Head + "  - { id: s, plugin: p }\n", "f.yaml").Problems;
        Assert.Equal("There are 1400 more problems. Mend these first.", problems[^1].Message);
    }

    [Fact]
    public void Parse_StepsInAnyOrder_AreSortedForRunning()
    {
        Pipeline pipeline = PipelineFile.Parse(
            Head + "  - { id: c, plugin: p, on: b }\n  - { id: b, plugin: p, on: a }\n  - { id: d, plugin: p }\n  - { id: a, plugin: p }\n", "f.yaml").Pipeline!;
        Assert.Equal(["c", "b", "d", "a"], pipeline.Steps.Select(s => s.Id));
        Assert.Equal(["d", "a", "b", "c"], pipeline.InTopologicalOrder.Select(s => s.Id));
    }

    [Fact]
    public void Parse_WithoutOptionalKeys_HasDefaults()
    {
        Pipeline pipeline = PipelineFile.Parse(Head + Step, "f.yaml").Pipeline!;
        Assert.Equal(("", "a", 0, 0), (pipeline.Problem, pipeline.Report.Title, pipeline.Images.Include.Count, pipeline.Tables.Count));
        Assert.Equal(["html", "csv"], pipeline.Report.Formats);
    }

    [Fact]
    public void Read_MissingFile_GivesNearestFile()
    {
        string folder = Directory.CreateTempSubdirectory("pipelines").FullName;
        File.WriteAllText(Path.Combine(folder, "objects.yaml"), Head + Step);
        string path = Path.Combine(folder, "object.yaml");
        Assert.Equal(
            [$"{path}: The file does not exist. Expected the path of a pipeline file. Did you mean '{Path.Combine(folder, "objects.yaml")}'?"],
            PipelineFile.Read(path).Problems.Select(p => p.ToString()));
        Directory.Delete(folder, true);
    }

    [Fact]
    public void Read_Folder_SaysSo()
        => Assert.Equal("The file cannot be read: it is a folder.", Assert.Single(PipelineFile.Read(Path.GetTempPath()).Problems).Message);

    [Theory]
    [InlineData(1024 * 1024, false)]
    [InlineData((1024 * 1024) + 1, true)]
    public void Read_LargeFile_IsRefusedOverTheLimit(int bytes, bool refused)
    {
        string path = Path.GetTempFileName();
        string text = Head + Step + "#";
        File.WriteAllText(path, text + new string(' ', bytes - text.Length));
        PipelineReading reading = PipelineFile.Read(path);
        Assert.Equal(refused, reading.Pipeline is null);
        Assert.Equal(refused ? ["The file is larger than 1048576 bytes, the most that a pipeline file may have."] : [], reading.Problems.Select(p => p.Message));
        File.Delete(path);
    }

    [Fact]
    public void Read_InvalidUtf8_PointsToTheByte()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes("name: a\nproblem: ä"), 0xE9, .. Encoding.UTF8.GetBytes("\nsteps:\n")]);
        PipelineProblem problem = Assert.Single(PipelineFile.Read(path).Problems);
        Assert.Equal((2, 11), (problem.Line, problem.Column));
        File.Delete(path);
    }

    [Fact]
    public void Read_ByteOrderMarkAndWindowsLineEnds_AreFine()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, (Head + Step).Replace("\n", "\r\n", StringComparison.Ordinal), Encoding.UTF8);
        Assert.Equal("a", PipelineFile.Read(path).Pipeline?.Name);
        File.Delete(path);
    }
}
