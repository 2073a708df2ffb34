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
            IEnumerable<YamlNode> entries = root.ValueOf(split) switch { { Kind: YamlKind.List } list => list.Items, { Kind: YamlKind.Scalar, IsNull: false } one => [one], _ => [] };
            foreach (string entry in entries.Select(e => e.Text))
            {
                Add(context, file, split, entry, splits);
            }
        }

        return splits;
    }

    private static void Add(ReadingContext context, string file, string split, string entry, Dictionary<string, string> splits)
    {
        int named = 0, elsewhere = 0;
        string? other = null;
        foreach (string picture in PicturesOf(context, file, entry))
        {
            named++;
            if (!splits.TryAdd(picture, split) && splits[picture] != split)
            {
                (other, elsewhere) = (splits[picture], elsewhere + 1);
            }
        }

        if (named == 0 && !context.Folder.Pictures.Any(p => Splits.OfFolders(p) == split))
        {
            context.Add(DatasetProblemKind.MissingImage, file, $"'{split}: {entry}' of '{file}' names no picture that is there.");
        }

        if (elsewhere > 0)
        {
            context.Add(DatasetProblemKind.Leak, file, $"{elsewhere} of {named} pictures of '{split}: {entry}' in '{file}' are pictures of '{other}' too. They were left in the first.");
        }
    }

    private static string[] PicturesOf(ReadingContext context, string file, string entry)
    {
        DatasetFolder folder = context.Folder;
        foreach (string place in Ends(Path.GetDirectoryName(file) ?? "", entry))
        {
            if (folder.Find(place) is { } list && !DatasetFolder.IsPicture(list))
            {
                return [.. ReadingContext.ReadNames(folder.PathOf(list)).Select(line => PictureOf(folder, Path.GetDirectoryName(list) ?? "", line)).OfType<string>()];
            }

            string[] inside = [.. folder.Pictures.Where(p => place.Length == 0 || (p.Length > place.Length && p[place.Length] == '/' && p.StartsWith(place, StringComparison.Ordinal)))];
            if (inside.Length > 0)
            {
                return inside;
            }
        }

        return [];
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
