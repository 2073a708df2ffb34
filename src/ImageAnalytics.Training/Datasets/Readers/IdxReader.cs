namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads MNIST's IDX files: a file of pictures with its file of labels, for one split or several.</summary>
internal static class IdxReader
{
    private const string Packed = ".gz";

    /// <summary>Reads all pairs of files.</summary>
    public static Dataset Read(ReadingContext context)
    {
        DatasetFolder folder = context.Folder;
        string[] pictures = folder.File is { } one ? [one] : [.. folder.Files.Where(f => IdxFile.IsName(f, 3) && !IsPackedTwin(folder, f))];
        List<LabelledImage> images = [];
        Dictionary<string, List<IdxFile>> read = new(StringComparer.Ordinal);
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string file in pictures)
        {
            string labels = LabelsOf(folder, file)
                ?? throw context.Unusable($"a file of labels beside '{file}', such as '{LabelsName(file)}'", "none");
            IdxFile pixels = IdxFile.Read(folder.PathOf(file), 3);
            string name = Path.GetFileName(file).Replace('.', '-');
            List<IdxFile> sameName = read.TryGetValue(name, out List<IdxFile>? known) ? known : read[name] = [];
            // An archive may hold the same file twice, once in a folder of its own.
            if (!sameName.Any(other => other.Sizes.SequenceEqual(pixels.Sizes) && other.Values.AsSpan().SequenceEqual(pixels.Values)))
            {
                if (SplitOf(file) is { } split && !files.TryAdd(split, file))
                {
                    throw new DatasetException($"The data '{folder.Source}' cannot be read: both '{files[split]}' and '{file}' hold pictures of the split '{split}', of different data. Name one of the two files as the path, or give each set a folder of its own.");
                }

                sameName.Add(pixels);
                images.AddRange(Read(folder, file, pixels, labels, pictures.Length > 1));
            }
        }

        if (images.Count == 0)
        {
            throw context.Unusable("files such as 'train-images-idx3-ubyte.gz' and 'train-labels-idx1-ubyte.gz'", "none");
        }

        if (context.GivenClasses() is not { } given)
        {
            return context.FinishNumbered(images);
        }

        IReadOnlyDictionary<int, int> classes = given.ByNumber();
        string expected = given.Renames ? string.Join(", ", classes.Keys.Order()) : $"0 to {classes.Count - 1}";
        foreach (LabelledImage image in images.Where(i => !classes.ContainsKey(i.ClassId!.Value)))
        {
            context.Add(DatasetProblemKind.UnknownClass, image.Name, $"The picture '{image.Name}' is of the class {image.ClassId}, but the classes are {expected}. It was left out.");
        }

        return context.Finish(given.Names, MergedClasses.Renumbered([.. images.Where(i => classes.ContainsKey(i.ClassId!.Value))], classes));
    }

    private static List<LabelledImage> Read(DatasetFolder folder, string file, IdxFile pixels, string labels, bool several)
    {
        IdxFile numbers = IdxFile.Read(folder.PathOf(labels), 1);
        if (pixels.Sizes[0] != numbers.Sizes[0])
        {
            throw new DatasetException($"The data '{folder.Source}' cannot be read: '{file}' holds {pixels.Sizes[0]} pictures, but '{labels}' holds {numbers.Sizes[0]} labels.");
        }

        if (pixels.Sizes[1] == 0 || pixels.Sizes[2] == 0)
        {
            throw new DatasetException($"The data '{folder.Source}' cannot be read: the pictures of '{file}' have {pixels.Sizes[2]} x {pixels.Sizes[1]} pixels.");
        }

        string? split = SplitOf(file);
        string prefix = several ? $"{split ?? Path.GetFileNameWithoutExtension(file)}/" : "";
        List<LabelledImage> images = new(pixels.Sizes[0]);
        for (int i = 0; i < pixels.Sizes[0]; i++)
        {
            images.Add(new RawImage(pixels.Values, i, pixels.Sizes[2], pixels.Sizes[1])
            {
                Name = FormattableString.Invariant($"{prefix}{i}"),
                Split = split,
                ClassId = numbers.Values[i],
            });
        }

        return images;
    }

    // The packed files often stay beside what was unpacked from them.
    private static bool IsPackedTwin(DatasetFolder folder, string file) => file.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) && folder.Find(file[..^Packed.Length]) is not null;

    private static string? LabelsOf(DatasetFolder folder, string file)
    {
        string name = Path.Combine(Path.GetDirectoryName(file) ?? "", LabelsName(Path.GetFileName(file)));
        return ((string[])[name, LabelsName(file)]).Where(n => n != file).Select(n => PackedOrNot(folder, n)).FirstOrDefault(f => f is not null);
    }

    private static string? PackedOrNot(DatasetFolder folder, string wanted)
    {
        string bare = wanted.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? wanted[..^Packed.Length] : wanted;
        return folder.Find(wanted) ?? folder.Find(bare) ?? folder.Find(bare + Packed);
    }

    private static string LabelsName(string file)
        => file.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);

    private static string? SplitOf(string file)
        => Path.GetFileName(file).StartsWith("t10k", StringComparison.Ordinal) ? "test" : Splits.OfFileName(file);
}
