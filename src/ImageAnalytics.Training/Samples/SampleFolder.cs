using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Training.Samples;

/// <summary>The folder that samples are drawn into.</summary>
internal static partial class SampleFolder
{
    /// <summary>What is written there at the top, for each set; nothing else is ever replaced.</summary>
    private static readonly (SampleSets Set, string Name)[] s_names =
        [(SampleSets.Line, "line"), (SampleSets.Parts, "parts"), (SampleSets.Badges, "badges"), (SampleSets.Badges, "groups"), (SampleSets.Styles, "styles")];

    private const string Readme = "README.txt", FirstLine = "Pictures drawn by ImageAnalytics, with what is known about them";

    /// <summary>Makes the folder ready: there, and without anything of the sets that will be drawn.</summary>
    /// <param name="folder">Any path.</param>
    /// <param name="options">What will be drawn.</param>
    /// <param name="replace">Whether earlier samples may be replaced.</param>
    /// <returns>The absolute path.</returns>
    /// <exception cref="SampleException">The folder is not empty, or cannot be made.</exception>
    public static string Prepare(string folder, SampleOptions options, bool replace)
    {
        try
        {
            string path = Path.GetFullPath(folder);
            if (File.Exists(path))
            {
                throw new SampleException($"Pictures cannot be drawn into '{path}': that is a file. Name a folder.");
            }

            Directory.CreateDirectory(path);
            if (Directory.EnumerateFileSystemEntries(path).Any())
            {
                MakeRoom(path, options, replace);
            }

            WriteReadme(path, options);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SampleException($"Pictures cannot be drawn into '{folder}': {e.Message.TrimEnd('.')}. Name a folder that can be written.");
        }
    }

    private static void MakeRoom(string path, SampleOptions options, bool replace)
    {
        if (!replace)
        {
            throw new SampleException($"Pictures cannot be drawn into '{path}': the folder is not empty. Name another, or give --force to replace samples that were drawn there.");
        }

        string readme = Path.Combine(path, Readme);
        if (!File.Exists(readme) || File.ReadLines(readme).FirstOrDefault() != FirstLine)
        {
            throw new SampleException($"Pictures cannot be drawn into '{path}': it holds files that this command did not write, and --force replaces samples only. Name another folder.");
        }

        string[] inside = [.. s_names.Where(n => options.Sets.HasFlag(n.Set)).Select(n => n.Name)];
        if (inside.Select(n => Path.Combine(path, n)).Where(f => Directory.Exists(f) && new DirectoryInfo(f).LinkTarget is null)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
            .FirstOrDefault(f => !Drawn().IsMatch(Path.GetRelativePath(path, f))) is { } foreign)
        {
            throw new SampleException($"Pictures cannot be drawn into '{path}': this command did not write '{foreign}', and --force replaces samples only. Move that file away, or name another folder.");
        }

        foreach ((SampleSets set, string name) in s_names)
        {
            string inner = Path.Combine(path, name);
            if (!options.Sets.HasFlag(set))
            {
                continue;
            }

            if (new DirectoryInfo(inner).LinkTarget is not null)
            {
                Directory.Delete(inner); // the link alone
            }
            else if (Directory.Exists(inner))
            {
                Directory.Delete(inner, recursive: true);
            }
        }
    }

    // What SampleWork and CocoStream write, finished or not.
    [GeneratedRegex(@"^(line/images/line-\d+\.jpg|line/\.?(tmp-)?coco\.json|parts/[a-z-]+/part-\d+\.png|badges/[^/]+/badge-\d+\.jpg|groups/group-\d+\.jpg|(badges|groups)/\.?(tmp-)?faces\.json|styles/(mosaic|hatching)\.png)\z")]
    private static partial Regex Drawn();

    private static void WriteReadme(string path, SampleOptions options)
    {
        string readme = Path.Combine(path, Readme);
        string[] former = File.Exists(readme) ? File.ReadAllLines(readme) : [];
        List<string> lines =
        [
            FirstLine,
            "",
            .. s_names.Select(n => options.Sets.HasFlag(n.Set) ? LineOf(n.Name, options) : former.FirstOrDefault(l => l.StartsWith($"{n.Name} ", StringComparison.Ordinal) && l.Contains(": seed ", StringComparison.Ordinal))).OfType<string>(),
            "The same seed and size give the same pictures, byte for byte, on machines of the same kind.",
            "",
            "line/images/line-*.jpg, line/coco.json      an inspection line: boxes, masks of the visible part, \"condition\" good or defective",
            "parts/<class>/part-*.png                    single parts, cut out as a detector would: six kinds, each good and -defective",
            "badges/<person>/badge-*.jpg, faces.json     badge portraits of made-up people: box and five points of each face, \"person\"",
            "groups/group-*.jpg, groups/faces.json       the same people in groups",
            "styles/*.png                                pictures whose style a network can learn",
            "",
            "A set that --only left out is missing, or as it was drawn before; a folder without its JSON file was not finished.",
            "",
            "Nobody in these pictures exists. Licence: CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/",
        ];
        File.WriteAllText(readme, string.Join('\n', lines) + "\n");
    }

    private static string LineOf(string name, SampleOptions options) => string.Create(CultureInfo.InvariantCulture, $"{name,-7}: seed {options.Seed}") + name switch
    {
        "line" => string.Create(CultureInfo.InvariantCulture, $", count {options.Count}, {options.Width} x {options.Height}"),
        "parts" => string.Create(CultureInfo.InvariantCulture, $", count {options.Count}"),
        "badges" => string.Create(CultureInfo.InvariantCulture, $", people {options.People}, pictures of each {options.Portraits}"),
        "groups" => string.Create(CultureInfo.InvariantCulture, $", people {options.People}, count {options.Groups}"),
        _ => "",
    };
}
