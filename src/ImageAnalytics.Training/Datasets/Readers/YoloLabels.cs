namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Finds the file of labels of each picture of YOLO data.</summary>
internal static class YoloLabels
{
    private static readonly string[] s_folders = ["labels", "boxes", "polygons"];

    /// <summary>The file of labels for each picture that has one.</summary>
    public static Dictionary<string, string> Find(ReadingContext context)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        List<(string Picture, string File)> above = [];
        string[] folders = context.Options.LabelsFolder is { } given ? [given.Trim('/')] : s_folders;
        foreach (string picture in context.Folder.Pictures)
        {
            string? file = folders.SelectMany(f => PlacesOf(picture, f)).Select(context.Folder.Find).FirstOrDefault(f => f is not null)
                ?? (context.Options.LabelsFolder is null ? context.Folder.Find(Path.ChangeExtension(picture, ".txt")) : null);
            if (file is not null)
            {
                labels[picture] = file;
            }
            else if (folders.Select(f => context.Folder.Find($"{f}/{Path.ChangeExtension(Path.GetFileName(picture), ".txt")}")).FirstOrDefault(f => f is not null) is { } alone)
            {
                above.Add((picture, alone));
            }
        }

        HashSet<string> used = [.. labels.Values];
        AddAbove(context, above, labels, used);
        AddOrphans(context, folders, used);
        return labels;
    }

    /// <summary>The tools' rule: the last folder 'images' of the picture's path is 'labels' in that of its labels.</summary>
    private static IEnumerable<string> PlacesOf(string picture, string folder)
    {
        string[] parts = picture.Split('/');
        int images = Array.LastIndexOf(parts, "images", Math.Max(0, parts.Length - 2));
        string file = Path.ChangeExtension(parts[^1], ".txt");
        if (images >= 0)
        {
            yield return string.Join('/', [.. parts[..images], folder, .. parts[(images + 1)..^1], file]);
        }

        yield return string.Join('/', [folder, .. parts[..^1], file]);
    }

    // Labels in one folder, pictures in several: right as long as no other picture can be meant.
    private static void AddAbove(ReadingContext context, List<(string Picture, string File)> above, Dictionary<string, string> labels, HashSet<string> used)
    {
        foreach (IGrouping<string, string> file in above.ToLookup(a => a.File, a => a.Picture).Where(g => !used.Contains(g.Key)))
        {
            used.Add(file.Key);
            if (file.Count() == 1)
            {
                labels[file.Single()] = file.Key;
            }
            else
            {
                context.Add(DatasetProblemKind.BrokenLabels, file.Key, $"The labels in '{file.Key}' may belong to any of {file.Count()} pictures, such as '{file.First()}'. They were left out.");
            }
        }
    }

    private static void AddOrphans(ReadingContext context, string[] folders, HashSet<string> used)
    {
        foreach (string file in context.Folder.Files.Where(f => f.EndsWith(".txt", StringComparison.Ordinal) && !used.Contains(f) && Path.GetFileName(f) is not "classes.txt" && !context.IsUndecodable(f)))
        {
            // Where folders of boxes and of polygons stand beside each other, one of them is read.
            if (folders.FirstOrDefault(f => $"/{file}".Contains($"/{f}/", StringComparison.Ordinal)) is { } folder
                && !folders.Any(f => used.Contains($"/{file}".Replace($"/{folder}/", $"/{f}/", StringComparison.Ordinal)[1..])))
            {
                context.Add(DatasetProblemKind.MissingImage, file, $"The labels in '{file}' belong to a picture that is not there. They were left out.");
            }
        }
    }
}
