using System.Xml.Linq;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Finds the picture of each of Pascal VOC's files of labels: the one of the same name, else the one that the file states.</summary>
internal static class VocPictures
{
    private const string UsualFolder = "Annotations";

    /// <summary>The files whose picture is there. Of several of one picture that counts which lies as its picture does, then one in the usual folder; the others are told.</summary>
    public static List<VocLabels> Find(ReadingContext context, IReadOnlyList<(string File, XElement Root)> files)
    {
        Dictionary<string, VocLabels> found = new(StringComparer.Ordinal);
        List<(string File, XElement Root)> others = [];
        foreach ((string file, XElement root) in files.OrderByDescending(f => OwnPicture(context, f.File) is not null).ThenByDescending(f => FolderOf(f.File) == UsualFolder).ThenBy(f => f.File.Length))
        {
            if (OfSameName(context, file) is { } picture)
            {
                Add(context, new VocLabels(file, picture, root), found);
            }
            else
            {
                others.Add((file, root));
            }
        }

        // Last, so that what a file states takes no picture from the file of its name.
        foreach ((string file, XElement root) in others)
        {
            string stated = root.Element("filename")?.Value.Trim() ?? "", name = stated.Length > 0 ? stated : Path.GetFileNameWithoutExtension(file);
            if (OfStatedName(context, file, stated) is { } picture)
            {
                Add(context, new VocLabels(file, picture, root), found);
            }
            else if (!context.IsUndecodable(name))
            {
                context.Add(DatasetProblemKind.MissingImage, name, $"The labels in '{file}' belong to a picture '{name}', which is not there. They were left out.");
            }
        }

        return [.. found.Values];
    }

    private static void Add(ReadingContext context, VocLabels labels, Dictionary<string, VocLabels> found)
    {
        if (!found.TryAdd(labels.Picture, labels))
        {
            context.Add(DatasetProblemKind.BrokenLabels, labels.Picture, $"The labels in '{labels.File}' belong to the picture '{labels.Picture}', as those in '{found[labels.Picture].File}' do. They were left out.");
        }
    }

    // Beside the file, or in the folder that VOC has for it.
    private static string? OwnPicture(ReadingContext context, string file)
    {
        string near = Path.GetDirectoryName(file) ?? "", usual = Path.Combine(Path.GetDirectoryName(near) ?? "", "JPEGImages");
        IReadOnlyList<string> sameStem = context.PicturesByStem(Path.GetFileNameWithoutExtension(file));
        return sameStem.FirstOrDefault(p => Path.GetDirectoryName(p) == near) ?? sameStem.FirstOrDefault(p => Path.GetDirectoryName(p) == usual);
    }

    private static string? OfSameName(ReadingContext context, string file)
    {
        IReadOnlyList<string> sameStem = context.PicturesByStem(Path.GetFileNameWithoutExtension(file));
        return OwnPicture(context, file)
            ?? PicturePlaces.Nearest([.. sameStem.Where(IsAmongPictures)], file, Splits.OfFolders(file), out _)
            ?? PicturePlaces.Nearest(sameStem, file, Splits.OfFolders(file), out _);
    }

    private static string? OfStatedName(ReadingContext context, string file, string stated)
    {
        string near = Path.GetDirectoryName(file) ?? "", usual = Path.Combine(Path.GetDirectoryName(near) ?? "", "JPEGImages");
        return ((string[])[Path.Combine(usual, stated), Path.Combine(near, stated)]).Select(context.Folder.Find).FirstOrDefault(p => p is not null && DatasetFolder.IsPicture(p))
            ?? PicturePlaces.Nearest(context.Folder.PicturesNamed(Path.GetFileName(stated.Replace('\\', '/'))), file, Splits.OfFolders(file), out _);
    }

    private static string? FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file));

    // Beside the pictures there may be maps of the same names.
    private static bool IsAmongPictures(string picture) => picture.Split('/').SkipLast(1).Any(p => p.ToUpperInvariant() is "IMAGES" or "JPEGIMAGES" or "IMG" or "IMGS");
}
