using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Finds the names of YOLO's classes: in <c>data.yaml</c>, <c>classes.txt</c> or a <c>.names</c> file.</summary>
internal static class YoloNames
{
    private const int MostClasses = 100_000;
    private const long LargestFile = 4 << 20;

    /// <summary>The names; null where the data have none.</summary>
    public static IReadOnlyList<string>? Find(ReadingContext context)
    {
        string? text = context.Folder.Files.FirstOrDefault(f => Path.GetFileName(f) is "classes.txt" or "obj.names" || f.EndsWith(".names", StringComparison.Ordinal));
        return context.Folder.Files.Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".yml", StringComparison.Ordinal))
                .Select(f => FromYaml(context, f)).FirstOrDefault(n => n is { Count: > 0 })
            ?? (text is null ? null : ReadingContext.ReadNames(context.Folder.PathOf(text)));
    }

    private static List<string>? FromYaml(ReadingContext context, string file)
    {
        if (new FileInfo(context.Folder.PathOf(file)).Length > LargestFile)
        {
            return null;
        }

        try
        {
            using StreamReader reader = new(context.Folder.PathOf(file));
            YamlStream yaml = [];
            yaml.Load(reader);
            YamlNode? names = yaml.Documents.Count > 0 && yaml.Documents[0].RootNode is YamlMappingNode root && root.Children.TryGetValue("names", out YamlNode? found) ? found : null;
            return names switch
            {
                YamlSequenceNode list => [.. list.Select(n => (n as YamlScalarNode)?.Value ?? "")],
                YamlMappingNode map => FromMap(map),
                _ => null,
            };
        }
        catch (YamlException e)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"The names of classes in '{file}' cannot be read, line {e.Start.Line}, column {e.Start.Column}: {e.Message}");
            return null;
        }
    }

    private static List<string>? FromMap(YamlMappingNode map)
    {
        SortedDictionary<int, string> names = [];
        foreach ((YamlNode key, YamlNode value) in map)
        {
            if (!int.TryParse((key as YamlScalarNode)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number >= MostClasses)
            {
                return null;
            }

            names[number] = (value as YamlScalarNode)?.Value ?? "";
        }

        return names.Count == 0 ? null : [.. Enumerable.Range(0, names.Keys.Max() + 1).Select(i => names.GetValueOrDefault(i, i.ToString(CultureInfo.InvariantCulture)))];
    }
}
