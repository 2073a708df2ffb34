using System.Globalization;
using System.Text;
using ImageAnalytics.Inference.Yaml;

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

        string text = File.ReadAllText(context.Folder.PathOf(file), Encoding.UTF8);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // A map of other people's making can be nested without end: it is read as cards are, with a limit.
        YamlProblems problems = new(file);
        YamlNode? root = YamlTree.Read(text, problems);
        if (!problems.None)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"The names of classes cannot be read: {problems.Messages[0]}");
            return null;
        }

        return root?.Pairs.FirstOrDefault(p => p.Key is { Kind: YamlKind.Scalar, Text: "names" }).Value switch
        {
            { Kind: YamlKind.List } list => [.. list.Items.Select(n => n.Text)],
            { Kind: YamlKind.Map } map => FromMap(map),
            _ => null,
        };
    }

    private static List<string>? FromMap(YamlNode map)
    {
        SortedDictionary<int, string> names = [];
        foreach ((YamlNode key, YamlNode value) in map.Pairs)
        {
            if (!int.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number >= MostClasses)
            {
                return null;
            }

            names[number] = value.Text;
        }

        return names.Count == 0 ? null : [.. Enumerable.Range(0, names.Keys.Max() + 1).Select(i => names.GetValueOrDefault(i, i.ToString(CultureInfo.InvariantCulture)))];
    }
}
