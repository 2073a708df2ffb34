using System.Globalization;
using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>The names of YOLO's classes in <c>data.yaml</c>: a list, or a map by number.</summary>
internal static class YoloNames
{
    private const int MostClasses = 100_000;

    /// <summary>The names; null where the file has none.</summary>
    public static IReadOnlyList<string>? Of(YamlNode root) => root.ValueOf("names") switch
    {
        { Kind: YamlKind.List, Items.Count: > 0 } list => [.. list.Items.Select(n => n.Text)],
        { Kind: YamlKind.Map } map => FromMap(map),
        _ => null,
    };

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
