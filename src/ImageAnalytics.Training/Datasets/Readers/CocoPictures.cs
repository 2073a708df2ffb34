namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Finds the pictures that COCO files name: beside the file, in <c>images</c>, <c>data</c>, <c>train2017</c> and the like.</summary>
internal sealed class CocoPictures
{
    private readonly DatasetFolder _folder;

    /// <summary>Looks in the data's folder and around it, or where the user said.</summary>
    public CocoPictures(ReadingContext context)
    {
        // The JSON file of 'annotations/' was named alone: its pictures are in folders beside that one.
        bool isAnnotations = context.Folder.File is not null && Path.GetFileName(context.Folder.Root) == "annotations";
        _folder = context.Options.ImagesPath is { } images ? DatasetFolder.Open(images, context.Options)
            : isAnnotations ? DatasetFolder.Open(Path.GetDirectoryName(context.Folder.Root)!, context.Options)
            : context.Folder;
        context.AddPassedOver(_folder);
    }

    /// <summary>Finds a picture.</summary>
    /// <param name="name">As the file has it; may come from anyone.</param>
    /// <param name="file">The file of labels, relative to the data's folder.</param>
    /// <param name="severalFit">Whether none is returned because several fit equally well.</param>
    /// <returns>Its name and its path; null where it is not there.</returns>
    public (string Name, string Path)? Find(string name, string file, out bool severalFit)
    {
        severalFit = false;
        string stated = name.Replace('\\', '/'), beside = Path.GetDirectoryName(file) ?? "", above = Path.GetDirectoryName(beside) ?? "";
        string[] usual = [Path.Combine(beside, stated), stated, Path.Combine(beside, "images", stated), Path.Combine(beside, "data", stated), Path.Combine(above, "images", stated), Path.Combine("images", stated)];
        string? found = usual.Select(_folder.Find).FirstOrDefault(f => f is not null && !DatasetFolder.IsUndecodable(f))
            ?? PicturePlaces.Nearest(_folder.PicturesNamed(Path.GetFileName(stated)), stated, Splits.OfFileName(file) ?? Splits.OfFolders(file), out severalFit);
        return found is null ? null : (found, _folder.PathOf(found));
    }
}
