using System.Globalization;
using ImageAnalytics.Engine.Pipelines.Globs;
using ImageAnalytics.Engine.Pipelines.Yaml;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Makes a pipeline of a YAML document. What is wrong is left out of the pipeline and told.</summary>
internal sealed class PipelineReader(string text, string file, ProblemList problems)
{
    /// <summary>Most steps of a pipeline.</summary>
    public const int MaxSteps = RunStep.Most;

    private static readonly string[] s_pipelineKeys = ["name", "problem", "images", "steps", "repeats", "tables", "alerts", "notify", "report"];
    private static readonly string[] s_imagesKeys = ["include", "exclude", "pages", "links"];
    private static readonly string[] s_tableKeys = ["id", "sql"];
    private static readonly string[] s_reportKeys = ["title", "formats", "maxMegabytes", "truth", "template", "maxSlides", "maxDeckMegabytes"];

    /// <summary>The pipeline as far as it could be understood; null when the document is no map.</summary>
    public Pipeline? Read(YamlValue root)
    {
        if (root is not YamlMap map)
        {
            problems.Add(root.Position, $"The file holds {root.Kind}.", "a map with the keys 'name' and 'steps'");
            return null;
        }

        MapReader keys = new(map, "a pipeline", s_pipelineKeys, problems);
        string name = Name(keys);
        List<StepDefinition> steps = Steps(keys, map);
        return new Pipeline
        {
            Name = name,
            Problem = keys.Text("problem", "the question that the pipeline answers, as a text")?.Text ?? "",
            Images = Images(keys),
            Steps = steps,
            Repeats = RepeatsReader.Read(keys, steps, problems),
            Tables = Tables(keys),
            Alerts = new AlertReader(problems).Read(keys, steps),
            Notify = Notify(keys),
            NotifyPosition = keys.PositionOf("notify"),
            Report = Report(keys, name),
            FileName = file,
            SourceText = text,
        };
    }

    private string Name(MapReader keys)
    {
        YamlScalar? name = keys.Text("name", "a name: " + NameRules.NameText, required: true);
        if (name is null)
        {
            return "";
        }

        if (!NameRules.IsName(name.Text))
        {
            problems.Add(name.Position, $"The name '{ShownText.Of(name.Text)}' cannot be the name of a folder of results.", NameRules.NameText);
        }
        else if (name.Text.Equals(NameRules.StoreFolder, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(name.Position, $"The name '{name.Text}' is taken: results are kept in a folder of that name. Choose another.");
        }

        return name.Text;
    }

    private ImageSelection Images(MapReader pipeline)
    {
        YamlMap? map = pipeline.Map("images", "a map with the keys 'include', 'exclude', 'pages' and 'links'");
        if (map is null)
        {
            return new ImageSelection();
        }

        MapReader keys = new(map, "'images'", s_imagesKeys, problems);
        return new ImageSelection
        {
            Include = Globs(keys, "include"),
            Exclude = Globs(keys, "exclude"),
            Pages = Choice(keys, "pages", ["first", "all"]) == "all" ? PageSelection.All : PageSelection.First,
            Links = Choice(keys, "links", ["inside", "follow"]) == "follow" ? LinkSelection.Follow : LinkSelection.Inside,
        };
    }

    private string? Choice(MapReader keys, string key, string[] choices)
    {
        string expected = $"one of: {string.Join(", ", choices)}";
        YamlScalar? value = keys.Text(key, expected);
        if (value is not null && !choices.Contains(value.Text, StringComparer.Ordinal))
        {
            problems.Add(value.Position, $"'{key}' is '{ShownText.Of(value.Text)}'.", expected, NearestName.Of(value.Text, choices));
        }

        return value?.Text;
    }

    private List<string> Globs(MapReader keys, string key)
    {
        List<string> globs = [];
        foreach (YamlScalar glob in keys.Texts(key, "globs such as \"**/*.jpg\", in quotes"))
        {
            if (Glob.ProblemOf(glob.Text) is { } problem)
            {
                problems.Add(glob.Position, problem);
            }
            else
            {
                globs.Add(glob.Text);
            }
        }

        return globs;
    }

    private List<StepDefinition> Steps(MapReader keys, YamlMap root)
    {
        int before = problems.Count;
        IReadOnlyList<YamlMap> maps = keys.Maps("steps", "a list of steps, each a map with the keys 'id' and 'plugin'");
        if (maps.Count == 0 && problems.Count == before)
        {
            SourcePosition place = keys.Has("steps") ? keys.PositionOf("steps") : root.Position;
            problems.Add(place, "The pipeline has no steps.", "the key 'steps' with a list of at least one step");
        }

        if (maps.Count > MaxSteps)
        {
            problems.Add(keys.PositionOf("steps"), $"The pipeline has {maps.Count} steps; at most {MaxSteps} are allowed.");
        }

        List<StepDefinition> steps = [];
        StepReader reader = new(problems);
        foreach (YamlMap map in maps.Take(MaxSteps))
        {
            steps.Add(reader.Read(map));
        }

        StepLinks.Check(steps, problems);
        return steps;
    }

    private List<TableDefinition> Tables(MapReader pipeline)
    {
        List<TableDefinition> tables = [];
        foreach (YamlMap map in pipeline.Maps("tables", "a list of tables, each a map with the keys 'id' and 'sql'"))
        {
            MapReader keys = new(map, "a table", s_tableKeys, problems);
            YamlScalar? id = keys.Text("id", NameRules.IdText, required: true);
            YamlScalar? sql = keys.Text("sql", "one SELECT, as a text", required: true);
            if (id is not null && !NameRules.IsId(id.Text))
            {
                problems.Add(id.Position, $"The table id '{ShownText.Of(id.Text)}' is no id.", NameRules.IdText, NameRules.ToId(id.Text));
            }
            else if (id is not null && tables.Any(t => t.Id == id.Text))
            {
                problems.Add(id.Position, $"Two tables have the id '{id.Text}'. Rename one.");
            }

            tables.Add(new TableDefinition(id?.Text ?? "", sql?.Text ?? "", map.Position)
            {
                IdPosition = id?.Position ?? map.Position,
                PositionInSql = index => sql is null ? map.Position : index is { } i ? sql.Source.PositionOf(sql.Text, i, sql.Position) : sql.Position,
            });
        }

        return tables;
    }

    private List<string> Notify(MapReader keys)
    {
        const string Expected = "a command as a list of its name and arguments, such as [\"./mail-alerts.sh\", \"yard@example.org\"]";
        List<string> command = [.. keys.Texts("notify", Expected).Select(t => t.Text)];
        if (keys.Has("notify") && (command.Count == 0 || string.IsNullOrWhiteSpace(command[0])))
        {
            problems.Add(keys.PositionOf("notify"), "'notify' names no command.", Expected);
        }

        return command;
    }

    private ReportDefinition Report(MapReader pipeline, string name)
    {
        YamlMap? map = pipeline.Map("report", "a map with keys such as 'title' and 'formats'");
        if (map is null)
        {
            return new ReportDefinition { Title = name };
        }

        MapReader keys = new(map, "'report'", s_reportKeys, problems);
        string title = keys.Text("title", "a text")?.Text ?? name;
        YamlScalar? template = keys.Text("template", "the path of a .pptx or .potx file, relative to the pipeline file");
        ReportDefinition plain = new()
        {
            Title = title,
            Template = template?.Text ?? "",
            TemplatePosition = template?.Position ?? keys.PositionOf("template"),
            MaxMegabytes = Number(keys, "maxMegabytes", ReportDefinition.LeastMegabytes, ReportDefinition.MostMegabytes, 200),
            Truth = keys.Text("truth", "a COCO file in the input folder, or 'folders'")?.Text,
            MaxSlides = Number(keys, "maxSlides", ReportDefinition.LeastSlides, ReportDefinition.MostSlides, 20),
            MaxDeckMegabytes = Number(keys, "maxDeckMegabytes", ReportDefinition.LeastDeckMegabytes, ReportDefinition.MostDeckMegabytes, 25),
        };
        return keys.Has("formats") ? WithFormats(plain, keys) : plain;
    }

    private int Number(MapReader keys, string key, int least, int most, int otherwise)
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        if (keys.Text(key, expected) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(text.Position, $"'{key}' is '{ShownText.Of(text.Text)}'.", expected);
        return otherwise;
    }

    private ReportDefinition WithFormats(ReportDefinition report, MapReader keys)
    {
        List<string> formats = [];
        string expected = "some of: " + string.Join(", ", ReportDefinition.KnownFormats);
        foreach (YamlScalar format in keys.Texts("formats", expected))
        {
            if (!ReportDefinition.KnownFormats.Contains(format.Text))
            {
                problems.Add(format.Position, $"'{ShownText.Of(format.Text)}' is no format of a report.", expected, NearestName.Of(format.Text, ReportDefinition.KnownFormats));
            }
            else if (!formats.Contains(format.Text))
            {
                formats.Add(format.Text);
            }
        }

        return report with { Formats = formats };
    }
}
