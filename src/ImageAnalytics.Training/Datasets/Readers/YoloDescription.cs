using System.Text;
using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>What <c>data.yaml</c> says of YOLO data, or the files of names beside them.</summary>
/// <param name="Names">Names of the classes; null where the data have none.</param>
/// <param name="Splits">The split of pictures for which it says one.</param>
/// <param name="KeyPoints">How many key points stand behind each box, and in how many numbers each (2, or 3 with its visibility); null for none.</param>
internal sealed record YoloDescription(IReadOnlyList<string>? Names, IReadOnlyDictionary<string, string> Splits, (int Count, int Numbers)? KeyPoints)
{
    private const long LargestFile = 4 << 20;
    private const int MostKeyPoints = 1000;
    private static readonly string[] s_keys = ["names", "train", "kpt_shape"];

    /// <summary>Reads the file that the user named, else the first that has names, else the first that says which pictures are learned from.</summary>
    public static YoloDescription Read(ReadingContext context)
    {
        IReadOnlyList<string> files = context.Folder.Files;
        string[] yaml = context.Folder.File is { } one ? [one] : [.. files.Where(IsYaml)];
        (string File, YamlNode Root)[] maps = [.. yaml.Select(f => (File: f, Root: Parse(context, f))).Where(f => f.Root is not null).Select(f => (f.File, f.Root!))];
        (string File, YamlNode Root)? chosen = maps.OrderByDescending(m => YoloNames.Of(m.Root) is not null).Where(m => context.Folder.File is not null || s_keys.Any(k => m.Root.ValueOf(k) is not null))
            .Select(m => ((string, YamlNode)?)m).FirstOrDefault();
        IEnumerable<IReadOnlyList<string>> names = files.Where(f => Path.GetFileName(f) == "classes.txt" || f.EndsWith(".names", StringComparison.Ordinal))
            .Select(f => ReadingContext.ReadNames(context.Folder.PathOf(f)));
        IReadOnlyList<string>? OfFiles() => names.FirstOrDefault(n => n.Count > 0);
        if (chosen is not { } found)
        {
            return new YoloDescription(OfFiles(), new Dictionary<string, string>(), null);
        }

        IReadOnlyList<string>? own = YoloNames.Of(found.Root);
        if (own is null && found.Root.ValueOf("names") is not null)
        {
            context.Add(DatasetProblemKind.BrokenLabels, found.File, $"The names of classes in '{found.File}' cannot be read; expected 'names: [cat, dog]', or a map by number: '0: cat'.");
        }

        return new YoloDescription(own ?? OfFiles(), YoloSplits.Read(context, found.File, found.Root), KeyPointsOf(found.Root));
    }

    /// <summary>Whether a file's ending is YAML's.</summary>
    public static bool IsYaml(string file) => file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal);

    private static YamlNode? Parse(ReadingContext context, string file)
    {
        string path = context.Folder.PathOf(file);
        string text = new FileInfo(path).Length > LargestFile ? "" : File.ReadAllText(path, Encoding.UTF8);
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

        return root;
    }

    private static (int Count, int Numbers)? KeyPointsOf(YamlNode root)
        => root.ValueOf("kpt_shape") is { Kind: YamlKind.List, Items: [var count, var numbers] }
            && LabelNumber.Parse(count.Text) is >= 1 and <= MostKeyPoints and var k && k == Math.Floor(k) && LabelNumber.Parse(numbers.Text) is (2 or 3) and var d
            ? ((int)k, (int)d)
            : null;
}
