using System.Text;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Recipes;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Reads tune files strictly and names everything that is wrong at once.</summary>
public static class TuneFileReader
{
    private const int LargestBytes = 1 << 20, MostTrials = 100_000, MostParameters = 64, MostChoices = 1000, LongestName = 200;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TuneException">It cannot be read or is wrong.</exception>
    public static TuneFile Load(string path) => Parse(ReadText(path, "tune file"), path);

    /// <summary>Reads a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="TuneException">It is wrong.</exception>
    public static TuneFile Parse(string yaml, string file)
    {
        YamlProblems problems = new(file);
        TuneFile? read = YamlTree.Read(yaml, problems) is { } root ? Read(new YamlMap(root, "tune", problems), file) : null;
        return read is not null && problems.None ? read : throw new TuneException(problems.Messages);
    }

    /// <summary>The text of a file that a user named.</summary>
    internal static string ReadText(string path, string what)
    {
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length > LargestBytes
                ? throw new TuneException($"Cannot read the {what} '{path}': it has {file.Length} bytes; expected at most {LargestBytes}.")
                : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new TuneException($"Cannot read the {what} '{path}': it is not UTF-8 text.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TuneException($"Cannot read the {what} '{path}': {e.Message}", e);
        }
    }

    private static TuneFile? Read(YamlMap map, string file)
    {
        if (!map.IsMap)
        {
            return null;
        }

        long revision = map.Whole("tune", 1, 1_000_000);
        if (revision > TuneFile.Revision)
        {
            map.Problems.Add(map.Place("tune"), $"This tune file has the format {revision}, but this program reads formats up to {TuneFile.Revision}. Install a newer version.");
            return null;
        }

        (string? path, DatasetFormat? format, string? split, DatasetReaderOptions? reading) = map.Map("data", required: false) is { } data ? ReadData(data) : default;
        Dictionary<string, (long, long)> places = new(StringComparer.Ordinal);
        TuneFile read = new()
        {
            File = file,
            Of = map.Has("of") ? RecipePath.Read(map, "of") : null,
            Data = path,
            Format = format,
            Split = split,
            Reading = reading ?? DatasetReaderOptions.Default,
            Figure = map.Has("figure") ? map.Text("figure", longest: 64) : null,
            Parameters = ReadParameters(map, places),
            Trials = (int)map.Whole("trials", 1, MostTrials, 20),
            Seed = (int)map.Whole("seed", 0, int.MaxValue, 1),
            Share = map.Has("share") ? map.Number("share", 0.01, 0.99) : null,
            Halving = map.Map("halving", required: false) is { } halving ? ReadHalving(halving) : null,
            Places = places,
        };
        map.End();
        return read;
    }

    private static (string? Path, DatasetFormat? Format, string? Split, DatasetReaderOptions? Reading) ReadData(YamlMap map)
    {
        string path = RecipePath.Read(map, "path");
        DatasetFormat format = map.Choice("format", RecipeWords.Formats, (DatasetFormat?)null);
        string? split = map.Has("split") ? map.Text("split") : null;
        string? Optional(string key) => map.Has(key) ? RecipePath.Read(map, key) : null;
        DatasetReaderOptions reading = new() { ClassesFile = Optional("classes"), ImagesPath = Optional("images"), LabelsFolder = map.Text("labels", required: false) is { Length: > 0 } labels ? labels : null };
        map.End();
        return (path, format, split, reading);
    }

    private static TuneHalving ReadHalving(YamlMap map)
    {
        TuneHalving halving = new((int)map.Whole("factor", 2, 100, 3), (int)map.Whole("firstEpochs", 1, 100_000, 1));
        map.End();
        return halving;
    }

    private static List<TuneParameter> ReadParameters(YamlMap map, Dictionary<string, (long Line, long Column)> places)
    {
        List<TuneParameter> parameters = [];
        if (map.Map("parameters", required: true) is not { IsMap: true } all)
        {
            return parameters;
        }

        if (all.Node.Pairs.Count is 0 or > MostParameters)
        {
            map.Problems.Add(all.Node, $"'parameters' has {all.Node.Pairs.Count} entries; expected 1 to {MostParameters}, such as 'training.rate: {{ from: 0.0001, to: 0.03, scale: log }}'.");
        }

        foreach ((YamlNode key, YamlNode value) in all.Node.Pairs.Take(MostParameters))
        {
            places.TryAdd(key.Text, (key.Line, key.Column));
            string[] parts = key.Text.Split('.');
            if (key.Kind != YamlKind.Scalar || key.Text.Length > LongestName || parts.Length < 2 || parts.Any(p => p.Length == 0))
            {
                map.Problems.Add(key, $"The parameter {key.Describe()} names no place; expected names with dots between them, such as 'training.rate' in a recipe or 'STEP.minConfidence' in a pipeline.");
            }
            else
            {
                parameters.Add(ReadParameter(key.Text, new YamlMap(value, key.Text, map.Problems)));
            }
        }

        return parameters;
    }

    private static TuneParameter ReadParameter(string name, YamlMap map)
    {
        TuneParameter parameter = map.Has("of") ? ReadChoices(name, map) : ReadRange(name, map);
        map.End();
        return parameter;
    }

    private static TuneParameter ReadChoices(string name, YamlMap map)
    {
        string[] choices = [.. map.List("of", required: true, MostChoices).Select(TuneValue.Of)];
        if (choices.Distinct().Count() is var different && (different < 2 || different < choices.Length))
        {
            map.Problems.Add(map.Place("of"), $"'{name}' can be {(choices.Length == 0 ? "nothing" : string.Join(", ", choices.Take(10)))}; expected at least two different values.");
        }

        return new TuneParameter { Name = name, Choices = choices };
    }

    private static TuneParameter ReadRange(string name, YamlMap map)
    {
        const double largest = 1e12;
        bool ends = map.Has("from") & map.Has("to");
        if (map.IsMap && !ends)
        {
            map.Problems.Add(map.Node, $"'{name}' has no values; expected 'from' and 'to', or 'of' with a list.");
        }

        TuneParameter parameter = new()
        {
            Name = name,
            From = ends ? map.Number("from", -largest, largest) : 0,
            To = ends ? map.Number("to", -largest, largest) : 1,
            Logarithmic = map.Choice("scale", new Dictionary<string, bool> { ["linear"] = false, ["log"] = true }, false),
            Whole = map.Flag("whole", false),
        };
        if (ends && !(parameter.From < parameter.To))
        {
            map.Problems.Add(map.Place("to"), FormattableString.Invariant($"'{name}' goes from {parameter.From} to {parameter.To}; expected a larger 'to' than 'from'."));
        }

        if (parameter is { Logarithmic: true, From: <= 0 })
        {
            map.Problems.Add(map.Place("from"), FormattableString.Invariant($"'{name}' begins at {parameter.From} on a logarithmic scale, which has no such number; expected more than 0, or 'scale: linear'."));
        }

        if (parameter.Whole && (!double.IsInteger(parameter.From) || !double.IsInteger(parameter.To)))
        {
            map.Problems.Add(map.Node, $"'{name}' takes whole numbers only, but its range does not begin and end with one.");
        }

        return parameter;
    }
}
