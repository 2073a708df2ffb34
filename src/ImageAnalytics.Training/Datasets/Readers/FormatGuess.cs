namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>What a folder looks like, to advise who named the wrong format. Names of files decide; none is opened.</summary>
internal static class FormatGuess
{
    /// <summary>The likeliest format; null where nothing is likely.</summary>
    public static DatasetFormat? Of(DatasetFolder folder)
    {
        HashSet<string> stems = new(folder.Pictures.Select(Path.GetFileNameWithoutExtension)!, StringComparer.Ordinal);
        bool Beside(string ending) => folder.Files.Any(f => f.EndsWith(ending, StringComparison.Ordinal) && stems.Contains(Path.GetFileNameWithoutExtension(f)));
        return folder.Files.Any(f => Path.GetFileName(f) == "pairs.txt") ? DatasetFormat.Pairs
            : folder.Files.Any(IdxFile.IsName) ? DatasetFormat.Idx
            : Beside(".xml") ? DatasetFormat.Voc
            : folder.Files.Any(f => f.EndsWith(".json", StringComparison.Ordinal)) && folder.Pictures.Count > 0 ? DatasetFormat.Coco
            : Beside(".txt") ? DatasetFormat.Yolo
            : folder.Pictures.Any(p => p.Split('/') is [.., "labels" or "masks", _]) ? DatasetFormat.LabelMap
            : folder.Pictures.Any(p => p.Contains('/', StringComparison.Ordinal)) ? DatasetFormat.Folder
            : null;
    }
}
