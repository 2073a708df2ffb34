namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Finds the pictures that COCO files name: beside the file, in <c>images</c>, <c>train2017</c> and the like.</summary>
internal sealed class CocoPictures
{
    private readonly DatasetFolder _folder;
    private readonly ILookup<string, string> _byName;

    /// <summary>Looks in the data's folder and around it, or where the user said.</summary>
    public CocoPictures(ReadingContext context)
    {
        // The JSON file of 'annotations/' was named alone: its pictures are in folders beside that one.
        bool isAnnotations = context.Folder.File is not null && Path.GetFileName(context.Folder.Root) == "annotations";
        _folder = context.Options.ImagesPath is { } images ? DatasetFolder.Open(images, context.Options)
            : isAnnotations ? DatasetFolder.Open(Path.GetDirectoryName(context.Folder.Root)!, context.Options)
            : context.Folder;
        _byName = _folder.Pictures.ToLookup(p => Path.GetFileName(p), StringComparer.Ordinal);
    }

    /// <summary>Finds a picture.</summary>
    /// <param name="name">As the file has it; may come from anyone.</param>
    /// <param name="file">The file of labels, relative to the data's folder.</param>
    /// <returns>Its name and its path; null where it is not there.</returns>
    public (string Name, string Path)? Find(string name, string file)
    {
        string beside = Path.GetDirectoryName(file) ?? "";
        string? split = Splits.OfFileName(file);
        string? found = _folder.Find(Path.Combine(beside, name)) ?? _folder.Find(name) ?? _folder.Find(Path.Combine("images", name))
            ?? Among([.. _byName[Path.GetFileName(name.Replace('\\', '/'))]], split);
        return found is null ? null : (found, _folder.PathOf(found));
    }

    private static string? Among(string[] candidates, string? split)
        => candidates.Length == 1 ? candidates[0] : candidates.FirstOrDefault(c => Splits.OfFolders(c) == split);
}
