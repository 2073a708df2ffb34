using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Which pictures <c>train</c>, <c>val</c> and <c>test</c> of <c>data.yaml</c> mean: a folder, a list of pictures in a text file, or several of these.</summary>
/// <remarks>Such files come with the folders of the machine that they were written on: of a path, the end that is there is taken.</remarks>
internal static class YoloSplits
{
    private static readonly string[] s_keys = ["train", "val", "test"];

    /// <summary>The split of each picture that is named.</summary>
    public static IReadOnlyDictionary<string, string> Read(ReadingContext context, string file, YamlNode root)
    {
        Dictionary<string, string> splits = new(StringComparer.Ordinal);
        foreach (string split in s_keys)
        {
            string? path = root.ValueOf("path") is { Kind: YamlKind.Scalar, IsNull: false } named ? named.Text : null;
            IEnumerable<YamlNode> entries = root.ValueOf(split) switch { { Kind: YamlKind.List } list => list.Items, { Kind: YamlKind.Scalar, IsNull: false } one => [one], _ => [] };
            foreach (string entry in entries.Select(e => e.Text).Where(e => e.Length > 0))
            {
                Add(context, file, split, entry, PlacesOf(Path.GetDirectoryName(file) ?? "", path, entry), splits);
            }
        }

        return splits;
    }

    private static void Add(ReadingContext context, string file, string split, string entry, IEnumerable<string> places, Dictionary<string, string> splits)
    {
        int named = 0, elsewhere = 0;
        string? other = null;
        IEnumerable<string> pictures = PicturesOf(context, places, out bool told);
        foreach (string picture in pictures)
        {
            named++;
            if (!splits.TryAdd(picture, split) && splits[picture] != split)
            {
                (other, elsewhere) = (splits[picture], elsewhere + 1);
            }
        }

        if (named == 0 && !told && !context.Folder.Pictures.Any(p => Splits.OfFolders(p) == split))
        {
            context.Add(DatasetProblemKind.MissingImage, file, $"'{split}: {entry}' of '{file}' names no picture that is there.");
        }

        if (elsewhere > 0)
        {
            context.Add(DatasetProblemKind.Leak, file, $"{elsewhere} of {named} pictures of '{split}: {entry}' in '{file}' are pictures of '{other}' too. They were left in the first.");
        }
    }

    // 'path' is the folder that the others are in. At last the name alone: a list, or a folder that is called by itself.
    private static IEnumerable<string> PlacesOf(string near, string? path, string entry)
        => [.. path is null ? [] : Ends(near, $"{path}/{entry}"), .. Ends(near, entry), .. entry.Split('/', '\\')[^1] is { Length: > 0 } and not "images" and var name ? [name] : (string[])[]];

    private static IEnumerable<string> PicturesOf(ReadingContext context, IEnumerable<string> places, out bool told)
    {
        told = false;
        DatasetFolder folder = context.Folder;
        foreach (string place in places)
        {
            if (folder.Find(place) is { } list && !DatasetFolder.IsPicture(list))
            {
                return OfList(context, list, out told);
            }

            string[] inside = [.. folder.Pictures.Where(p => place.Length == 0 || (p.Length > place.Length && p[place.Length] == '/' && p.StartsWith(place, StringComparison.Ordinal)))];
            if (inside.Length > 0)
            {
                return inside;
            }
        }

        return [];
    }

    private static List<string> OfList(ReadingContext context, string list, out bool told)
    {
        IReadOnlyList<string> lines = ReadingContext.ReadNames(context.Folder.PathOf(list));
        List<string> found = [], missing = [];
        foreach (string line in lines)
        {
            string? picture = PictureOf(context.Folder, Path.GetDirectoryName(list) ?? "", line);
            (picture is null ? missing : found).Add(picture ?? line);
        }

        told = missing.Count > 0;
        if (told)
        {
            context.Add(DatasetProblemKind.MissingImage, list, $"{missing.Count} of the {lines.Count} pictures in '{list}' are not there, such as '{missing[0]}'. They were left out.");
        }

        return found;
    }

    private static string? PictureOf(DatasetFolder folder, string near, string line)
        => Ends(near, line).Select(folder.Find).FirstOrDefault(f => f is not null)
            ?? PicturePlaces.Nearest(folder.PicturesNamed(Path.GetFileName(line.Replace('\\', '/'))), line.Replace('\\', '/'), null, out _);

    // As it stands, beside the file and below the data's folder; then without its first folder, without two, down to a folder and a name.
    private static IEnumerable<string> Ends(string near, string path)
    {
        string[] parts = [.. path.Replace('\\', '/').Split('/').Where(p => p.Length > 0 && p is not "." and not "..")];
        yield return string.Join('/', near.Length > 0 ? [near, .. parts] : parts);
        for (int from = 0; from == 0 || from <= parts.Length - 2; from++)
        {
            yield return string.Join('/', parts[from..]);
        }
    }
}
