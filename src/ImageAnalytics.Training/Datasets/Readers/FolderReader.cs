namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads a folder for each class, or for each person; above them there may be folders for the splits.</summary>
internal static class FolderReader
{
    /// <summary>Reads all pictures.</summary>
    public static Dataset Read(ReadingContext context)
    {
        DatasetFolder folder = context.Folder;
        if (context.Options.WithoutLabels)
        {
            return context.Finish([], folder.Pictures.Select(p => new FileImage(folder.PathOf(p)) { Name = p, Split = Splits.Of(p.Split('/')[0]) }));
        }

        string[] tops = [.. folder.Pictures.Select(p => p.Split('/')).Where(p => p.Length > 1).Select(p => p[0]).Distinct()];
        if (tops.Length == 0)
        {
            throw context.Unusable("a folder of pictures for each class", folder.Pictures.Count > 0 ? "pictures without folders" : "no picture");
        }

        // Folders called train, val and test hold the classes' folders, unless the pictures lie in them at once: then they are classes themselves.
        // A folder more beside train and another of them, such as one of sample pictures, does not make all of them classes.
        string[] deep = [.. folder.Pictures.Select(p => p.Split('/')).Where(p => p.Length > 2).Select(p => p[0]).Distinct()];
        string?[] named = [.. deep.Select(t => Splits.Of(t)).Where(s => s is not null).Distinct()];
        bool areSplits = deep.Length > 0 && (tops.All(t => Splits.Of(t) is not null) || (named.Length > 1 && named.Contains("train")));
        int depth = areSplits ? 1 : 0;
        List<(string Picture, string Class)> found = [];
        foreach (string picture in folder.Pictures)
        {
            string[] parts = picture.Split('/');
            if (parts.Length > depth + 1 && (!areSplits || Splits.Of(parts[0]) is not null))
            {
                found.Add((picture, parts[depth]));
            }
            else
            {
                context.Add(DatasetProblemKind.MissingLabels, picture, $"The picture '{picture}' lies in no folder of a class. It was left out.");
            }
        }

        GivenClasses? given = context.GivenClasses();
        IReadOnlyList<string> classes = given?.Names ?? [.. found.Select(f => f.Class).Distinct().Order(StringComparer.Ordinal)];
        AddEmptyFolders(context, depth, found);
        return context.Finish(classes, [.. Label(context, found, given?.Numbers ?? ClassNumbers.Of(classes), areSplits)]);
    }

    private static IEnumerable<LabelledImage> Label(ReadingContext context, List<(string Picture, string Class)> found, IReadOnlyDictionary<string, int> numbers, bool areSplits)
    {
        foreach ((string picture, string name) in found)
        {
            if (numbers.TryGetValue(name, out int number))
            {
                yield return new FileImage(context.Folder.PathOf(picture))
                {
                    Name = picture,
                    Split = areSplits ? Splits.Of(picture.AsSpan(0, picture.IndexOf('/', StringComparison.Ordinal))) : null,
                    ClassId = number,
                };
            }
            else
            {
                context.Add(DatasetProblemKind.UnknownClass, picture, $"The picture '{picture}' lies in the folder '{name}', which is none of the classes. It was left out.");
            }
        }
    }

    private static void AddEmptyFolders(ReadingContext context, int depth, List<(string Picture, string Class)> found)
    {
        HashSet<string> full = [.. found.Select(f => f.Picture).Concat(context.Folder.Undecodable).Select(p => string.Join('/', p.Split('/').Take(depth + 1))), .. context.Folder.Closed.Keys];
        foreach (string empty in context.Folder.Folders.Where(f => f.Split('/').Length == depth + 1 && !full.Contains(f) && (depth == 0 || Splits.Of(f.Split('/')[0]) is not null)))
        {
            context.Add(DatasetProblemKind.MissingImage, null, $"The folder '{empty}' holds no picture.");
        }
    }
}
