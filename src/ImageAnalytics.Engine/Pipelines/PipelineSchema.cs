using System.Collections;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Tables;
using ImageAnalytics.Sdk;
using Newtonsoft.Json;
using NJsonSchema;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Makes the JSON schema of pipeline files, with which editors complete and check them.</summary>
public static class PipelineSchema
{
    /// <summary>The schema as JSON text (draft 4). Each plugin's options have their names, types, ranges and texts.</summary>
    /// <param name="plugins">The plugins that were found; those that do not load are offered without their options.</param>
    public static string Create(IReadOnlyList<KnownPlugin> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        JsonSchema schema = Map("A pipeline of ImageAnalytics.");
        schema.SchemaVersion = "http://json-schema.org/draft-04/schema#";
        schema.Title = "ImageAnalytics pipeline";
        Add(schema, "name", Text("The pipeline's name, and that of its folder of results.", "^[A-Za-z0-9]([A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?$"), required: true);
        Add(schema, "problem", Text("The question that the pipeline answers, shown on every report."));
        Add(schema, "images", Images());
        JsonSchema steps = List("What is done, one plugin or combination each.", Steps(schema, plugins));
        steps.MinItems = 1;
        steps.MaxItems = PipelineReader.MaxSteps;
        Add(schema, "steps", steps, required: true);
        Add(schema, "repeats", Repeats());
        Add(schema, "tables", List("Read-only SQL over the views of a run, each into a CSV file of its own.", Table()));
        Add(schema, "alerts", List("Rules that are checked at the end of a run.", Alert()));
        Add(schema, "notify", TextOrList("The command, with its arguments, that is called with alerts.json on its standard input when an alert fires."));
        Add(schema, "report", Report());
        return schema.ToJson(Formatting.Indented);
    }

    private static JsonSchema Images()
    {
        JsonSchema images = Map("Which files of the input folders are looked at.");
        Add(images, "include", TextOrList("Globs of which a file must match one; without, every decodable extension counts."));
        Add(images, "exclude", TextOrList("Globs of which neither a file nor a folder that it lies in may match any."));
        Add(images, "pages", Choice("Which pictures of a file with several.", ["first", "all"]));
        Add(images, "links", Choice("Which symbolic links are followed: those that lead inside the input folders, or all.", ["inside", "follow"]));
        return images;
    }

    private static JsonSchema Repeats()
    {
        JsonSchema repeats = Map("What counts as found again and again at one place of a folder, as fixed cameras give; listed in csv/repeats.csv.");
        foreach (OptionDescription option in PluginOptions.Describe(typeof(RepeatOptions)))
        {
            Add(repeats, option.Name, option.Name == "steps" ? TextOrList(option.Text) : Option(option));
        }

        return repeats;
    }

    private static JsonSchema Table()
    {
        JsonSchema table = Map("A table.");
        Add(table, "id", Id(), required: true);
        Add(table, "sql", Text("One SELECT over the views: " + string.Join(", ", TableChecker.Views) + "."), required: true);
        return table;
    }

    private static JsonSchema Alert()
    {
        JsonSchema alert = Map("A rule.");
        Add(alert, "id", Id(), required: true);
        Add(alert, "on", Text("The step whose findings are counted; images alone without."));
        Add(alert, "where", Text("Which of those findings, such as: label = 'car' and confidence > 0.6."));
        Add(alert, "count", Choice("What is counted.", ["observations", "images", "failures"]));
        Add(alert, "only", Choice("Counts only images that the run computed, or whose content none of the last seven runs had.", ["new"]));
        Add(alert, "above", Amount("Fires when more were counted."));
        Add(alert, "below", Amount("Fires when fewer were counted."));
        Add(alert, "change", Amount("Fires when the count differs from the last run's by more than this share of that, as 0.5 for half."));
        return alert;
    }

    private static JsonSchema Report()
    {
        JsonSchema report = Map("What is written at the end of a run.");
        Add(report, "title", Text("The title; the pipeline's name without."));
        Add(report, "formats", List("The formats.", Choice("A format.", ReportDefinition.KnownFormats)));
        Add(report, "maxMegabytes", Number("About so many megabytes its pictures may take; 200 without.", ReportDefinition.LeastMegabytes, ReportDefinition.MostMegabytes));
        Add(report, "truth", Text("A COCO file in the input folder with what is known to be in the pictures, or 'folders' where folders are named for what their pictures show."));
        Add(report, "template", Text("A presentation (.pptx or .potx) whose design the format pptx takes; a path relative to the pipeline file."));
        Add(report, "maxSlides", Number("How many slides a deck has at most; 20 without.", ReportDefinition.LeastSlides, ReportDefinition.MostSlides));
        Add(report, "maxDeckMegabytes", Number("How large each file of a deck is at most, in megabytes; 25 without.", ReportDefinition.LeastDeckMegabytes, ReportDefinition.MostDeckMegabytes));
        return report;
    }

    private static JsonSchema Steps(JsonSchema root, IReadOnlyList<KnownPlugin> plugins)
    {
        JsonSchema step = new();
        foreach (KnownPlugin plugin in plugins.DistinctBy(p => p.Manifest.Id).OrderBy(p => p.Manifest.Id, StringComparer.Ordinal))
        {
            AddStep(root, step, plugin.Manifest.Id, PluginStep(plugin));
        }

        foreach (CombiningWay way in CombiningWay.All)
        {
            AddStep(root, step, "combine-" + way.Name, CombiningStep(way));
        }

        return step;
    }

    private static void AddStep(JsonSchema root, JsonSchema step, string name, JsonSchema definition)
    {
        string key = "step-" + name;
        root.Definitions[key] = definition;
        step.OneOf.Add(new JsonSchema { Reference = definition });
    }

    private static JsonSchema PluginStep(KnownPlugin plugin)
    {
        PluginManifest manifest = plugin.Manifest;
        JsonSchema step = Map(manifest.Description);
        Add(step, "id", Id(), required: true);
        Add(step, "plugin", Choice(manifest.Description, [manifest.Id]), required: true);
        IReadOnlyList<string> roles = manifest.Roles;
        JsonSchema models = Map("Role to model name.");
        foreach (string role in roles)
        {
            Add(models, role, Text("The name of a model."), required: true);
        }

        foreach (string role in manifest.OptionalRoles)
        {
            Add(models, role, Text("The name of a model; may be left away."));
        }

        bool single = roles is [AnalyzerContext.DefaultRole] && manifest.OptionalRoles.Count == 0;
        if (single)
        {
            Add(step, "model", Text("The name of a model with the task " + string.Join(" or ", manifest.Tasks) + "."));
        }

        Add(step, "models", models, required: !single && roles.Count > 0);
        Add(step, "options", Options(plugin));
        Add(step, "on", Text("The step on whose findings this one runs; whole images without."));
        Add(step, "where", Text("Which of those findings, such as: label = 'car' and confidence > 0.6. Fields: "
            + string.Join(", ", WhereField.All.Select(f => f.Name)) + "."));
        return step;
    }

    private static JsonSchema CombiningStep(CombiningWay way)
    {
        JsonSchema step = Map("Combines the findings of several steps. " + way.Description);
        Add(step, "id", Id(), required: true);
        Add(step, "combine", Choice(way.Description, [way.Name]), required: true);
        Add(step, "of", TextOrList("The steps whose findings are combined."), required: true);
        JsonSchema options = Map($"The options of '{way.Name}'.");
        foreach (OptionDescription option in PluginOptions.Describe(way.Options))
        {
            Add(options, option.Name, Option(option));
        }

        Add(step, "options", options);
        return step;
    }

    private static JsonSchema Options(KnownPlugin plugin)
    {
        JsonSchema options = Map($"The options of the plugin '{plugin.Manifest.Id}'.");
        if (plugin.Problem is not null || plugin.OptionsType is null)
        {
            options.AllowAdditionalProperties = true;
            return options;
        }

        IReadOnlyList<OptionDescription> described;
        try
        {
            described = PluginOptions.Describe(plugin.OptionsType());
        }
        catch (Exception)
        {
            // Foreign code. A schema without these options is still of use; 'plugins list' tells what is wrong.
            options.AllowAdditionalProperties = true;
            return options;
        }

        foreach (OptionDescription option in described)
        {
            Add(options, option.Name, Option(option));
        }

        return options;
    }

    private static JsonSchema Option(OptionDescription option)
    {
        JsonSchema schema = new() { Description = option.Text.Length > 0 ? option.Text : $"Takes {option.Expected}." };
        Type plain = Nullable.GetUnderlyingType(option.Type) ?? option.Type;
        schema.Type = TypeOf(plain);
        if (plain.IsEnum)
        {
            foreach (string name in Enum.GetNames(plain))
            {
                schema.Enumeration.Add(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name));
            }
        }

        if (option.Range is { } range)
        {
            schema.Minimum = double.IsFinite(range.Minimum) && Math.Abs(range.Minimum) < 1e28 ? (decimal)range.Minimum : null;
            schema.Maximum = double.IsFinite(range.Maximum) && Math.Abs(range.Maximum) < 1e28 ? (decimal)range.Maximum : null;
        }

        if (schema.Type == JsonObjectType.Array && ItemType(plain) is { } item)
        {
            schema.Item = new JsonSchema { Type = TypeOf(item) };
        }

        if (option.Default is not null)
        {
            schema.Default = JsonConvert.DeserializeObject(option.Default.ToJsonString());
        }
        else if (schema.Type != JsonObjectType.None)
        {
            schema.Type |= JsonObjectType.Null;
        }

        return schema;
    }

    private static JsonObjectType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => JsonObjectType.String,
        TypeCode.Boolean => JsonObjectType.Boolean,
        TypeCode.String or TypeCode.Char => JsonObjectType.String,
        TypeCode.Double or TypeCode.Single or TypeCode.Decimal => JsonObjectType.Number,
        >= TypeCode.SByte and <= TypeCode.UInt64 => JsonObjectType.Integer,
        _ when typeof(IDictionary).IsAssignableFrom(type) => JsonObjectType.Object,
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => JsonObjectType.Object,
        _ when typeof(IEnumerable).IsAssignableFrom(type) => JsonObjectType.Array,
        _ => JsonObjectType.None,
    };

    private static Type? ItemType(Type type)
        => type.GetElementType() ?? (type.IsGenericType && type.GetGenericArguments() is [Type single] ? single : null);

    private static JsonSchema Map(string description)
        => new() { Type = JsonObjectType.Object, Description = description, AllowAdditionalProperties = false };

    private static JsonSchema List(string description, JsonSchema item)
        => new() { Type = JsonObjectType.Array, Description = description, Item = item };

    private static JsonSchema Text(string description, string? pattern = null)
        => new() { Type = JsonObjectType.String, Description = description, Pattern = pattern };

    private static JsonSchema Number(string description, int least, int most)
        => new() { Type = JsonObjectType.Integer, Description = description, Minimum = least, Maximum = most };

    private static JsonSchema Amount(string description) => new() { Type = JsonObjectType.Number, Description = description, Minimum = 0 };

    private static JsonSchema Id() => Text("A name of its own: " + NameRules.IdText + ".", "^[a-z][a-z0-9-]{0,63}$");

    private static JsonSchema TextOrList(string description)
    {
        JsonSchema schema = new() { Description = description };
        schema.AnyOf.Add(new JsonSchema { Type = JsonObjectType.String });
        schema.AnyOf.Add(new JsonSchema { Type = JsonObjectType.Array, Item = new JsonSchema { Type = JsonObjectType.String } });
        return schema;
    }

    private static JsonSchema Choice(string description, IReadOnlyList<string> values)
    {
        JsonSchema schema = Text(description);
        foreach (string value in values)
        {
            schema.Enumeration.Add(value);
        }

        return schema;
    }

    // A property is a schema of its own kind, so what was made is copied into one.
    private static void Add(JsonSchema owner, string name, JsonSchema value, bool required = false)
    {
        JsonSchemaProperty property = new()
        {
            Type = value.Type,
            Description = value.Description,
            Pattern = value.Pattern,
            Item = value.Item,
            MinItems = value.MinItems,
            MaxItems = value.MaxItems,
            Minimum = value.Minimum,
            Maximum = value.Maximum,
            Default = value.Default,
            AllowAdditionalProperties = value.AllowAdditionalProperties,
        };
        foreach (object? choice in value.Enumeration)
        {
            property.Enumeration.Add(choice);
        }

        foreach (JsonSchema choice in value.AnyOf)
        {
            property.AnyOf.Add(choice);
        }

        foreach ((string key, JsonSchemaProperty inner) in value.Properties)
        {
            property.Properties[key] = inner;
        }

        foreach (string inner in value.RequiredProperties)
        {
            property.RequiredProperties.Add(inner);
        }

        owner.Properties[name] = property;
        property.IsRequired = required;
    }
}
