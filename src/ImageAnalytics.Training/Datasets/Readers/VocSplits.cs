namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads which files of labels belong to which split, from <c>ImageSets/Main/train.txt</c> and its like.</summary>
internal static class VocSplits
{
    /// <summary>The split of each file of labels that a list names.</summary>
    public static IReadOnlyDictionary<string, string> Read(ReadingContext context, List<VocLabels> found)
    {
        Dictionary<string, string> splits = new(StringComparer.Ordinal);
        foreach (string list in context.Folder.Files.Where(f => f.EndsWith(".txt", StringComparison.Ordinal) && f.Contains("ImageSets/Main/", StringComparison.Ordinal)))
        {
            if (Splits.Of(Path.GetFileNameWithoutExtension(list)) is { } split)
            {
                Add(context, list, split, found, splits);
            }
        }

        return splits;
    }

    private static void Add(ReadingContext context, string list, string split, List<VocLabels> found, Dictionary<string, string> splits)
    {
        string year = list[..list.IndexOf("ImageSets/", StringComparison.Ordinal)];
        ILookup<string, VocLabels> byStem = found.Where(f => f.File.StartsWith(year, StringComparison.Ordinal)).ToLookup(f => Path.GetFileNameWithoutExtension(f.File), StringComparer.Ordinal);
        foreach (string line in ReadingContext.ReadNames(context.Folder.PathOf(list)))
        {
            string stem = StemOf(line, byStem);
            if (!byStem.Contains(stem))
            {
                context.Add(DatasetProblemKind.MissingLabels, stem, $"The list '{list}' names '{stem}', of which there are no usable labels.");
            }

            foreach (VocLabels labels in byStem[stem])
            {
                if (!splits.TryAdd(labels.File, split) && splits[labels.File] != split)
                {
                    context.Add(DatasetProblemKind.Leak, labels.Picture, $"The picture '{labels.Picture}' is in the lists of '{splits[labels.File]}' and of '{split}'. It was left in the first.");
                }
            }
        }
    }

    // Lists of a class say after each name whether the picture shows it; names may have blanks.
    private static string StemOf(string line, ILookup<string, VocLabels> byStem)
    {
        string[] parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string named = parts is [_, .., "-1" or "0" or "1"] ? line[..line.LastIndexOf(parts[^1], StringComparison.Ordinal)].TrimEnd() : line;
        return new[] { line, named, parts[0] }.FirstOrDefault(byStem.Contains) ?? named;
    }
}
