using System.Globalization;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads LFW's list of pairs, with pictures as <c>Name/Name_0001.jpg</c> or <c>Name_0001.jpg</c>, in folders or in zip files beside the list.</summary>
/// <remarks>Source: the format's description at Labeled Faces in the Wild (Huang et al., 2007).</remarks>
internal static class PairsReader
{
    private const string ListName = "pairs.txt";

    /// <summary>Reads the list.</summary>
    public static Dataset Read(ReadingContext context)
    {
        string list = context.Folder.File ?? context.Folder.Files.FirstOrDefault(f => Path.GetFileName(f) == ListName)
            ?? throw context.Unusable($"a list '{ListName}'", "none");
        List<PairLine> lines = ReadLines(context, list, out int folds, out int perFold);
        (DatasetFolder folder, Dictionary<string, string> pictures) = FindPictures(context, lines);
        context.AddPassedOver(folder);
        string[] people = [.. lines.SelectMany(l => (string[])[l.First.Person, l.Second.Person]).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> numbers = ClassNumbers.Of(people);
        Dictionary<PairFace, LabelledImage> images = [];
        HashSet<PairFace> missing = [];
        List<ImagePair> pairs = [];
        foreach (PairLine line in lines)
        {
            LabelledImage? first = ImageOf(line.First), second = ImageOf(line.Second);
            if (first is not null && second is not null)
            {
                pairs.Add(new ImagePair(first, second, line.First.Person == line.Second.Person, Math.Min(line.Index / perFold, folds - 1)));
            }
        }

        return pairs.Count == 0
            ? throw context.Unusable("pictures such as 'Name/Name_0001.jpg' for at least one pair", "none")
            : context.Finish(people, images.Values.OrderBy(i => i.Name, StringComparer.Ordinal)) with { Pairs = pairs };

        LabelledImage? ImageOf(PairFace face)
        {
            if (images.TryGetValue(face, out LabelledImage? known))
            {
                return known;
            }

            if (!pictures.TryGetValue(face.Stem, out string? name))
            {
                if (missing.Add(face) && !context.IsUndecodable(face.Stem))
                {
                    context.Add(DatasetProblemKind.MissingImage, face.Stem, $"The picture '{face.Stem}' of '{list}' is not there. Its pairs were left out.");
                }

                return null;
            }

            return images[face] = new FileImage(folder.PathOf(name)) { Name = name, ClassId = numbers[face.Person] };
        }
    }

    private static List<PairLine> ReadLines(ReadingContext context, string list, out int folds, out int perFold)
    {
        List<PairLine> lines = [];
        int number = 0, index = 0;
        bool begun = false;
        (folds, perFold) = (1, 0);
        foreach (string line in File.ReadLines(context.Folder.PathOf(list)))
        {
            string[] cells = Cells(line, null);
            number++;
            if (cells.Length == 0)
            {
                continue;
            }

            bool first = !begun;
            begun = true;
            int[] header = [.. cells.Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0 ? n : 0)];
            if (first && header is [> 0] or [> 0, > 0] && header.All(n => n <= 1_000_000))
            {
                // A header of one number is of a list without folds.
                (folds, perFold) = header.Length == 2 ? (header[0], 2 * header[1]) : (1, 2 * header[0]);
                continue;
            }

            // Between tabs, names may have blanks and numbers.
            if ((Parse(Cells(line, '\t'), index) ?? Parse(cells, index)) is { } pair)
            {
                lines.Add(pair);
            }
            else
            {
                context.Add(DatasetProblemKind.BrokenLabels, list, $"Line {number} of '{list}' cannot be read: expected a name and two numbers, or a name and a number twice, with tabs between them where names have blanks. It was left out.");
            }

            index++;
        }

        perFold = perFold == 0 ? int.MaxValue : perFold;
        return lines;
    }

    private static string[] Cells(string line, char? separator)
        => line.Split(separator is { } one ? [one] : null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static PairLine? Parse(string[] cells, int index) => cells switch
    {
        [var person, var a, var b] when PairFace.Of(person, a) is { } first && PairFace.Of(person, b) is { } second => new PairLine(first, second, index),
        [var one, var a, var other, var b] when PairFace.Of(one, a) is { } first && PairFace.Of(other, b) is { } second => new PairLine(first, second, index),
        _ => null,
    };

    /// <summary>Pictures are looked for where the user said, in the folder, and in zip files beside the list; the place with the most wins.</summary>
    private static (DatasetFolder Folder, Dictionary<string, string> Pictures) FindPictures(ReadingContext context, List<PairLine> lines)
    {
        HashSet<string> wanted = [.. lines.SelectMany(l => (string[])[l.First.Stem, l.Second.Stem])];
        IEnumerable<DatasetFolder> places = context.Options.ImagesPath is { } given
            ? [DatasetFolder.Open(given, context.Options)]
            : context.Folder.Files.Where(f => f.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                .Select(f => DatasetFolder.Open(context.Folder.PathOf(f), context.Options)).Prepend(context.Folder);
        return places.Select(p => (p, Wanted(p, wanted))).MaxBy(p => p.Item2.Count);
    }

    private static Dictionary<string, string> Wanted(DatasetFolder folder, HashSet<string> wanted)
        => folder.Pictures.Where(p => wanted.Contains(Path.GetFileNameWithoutExtension(p)))
            .GroupBy(p => Path.GetFileNameWithoutExtension(p), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
}
