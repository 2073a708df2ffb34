using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads pictures with a picture of instance numbers for each: <c>images/x.png</c> and <c>labels/x.png</c>.</summary>
/// <remarks>
/// Where the value is 0 there is background, every other value is one instance: grey of 8 or 16 bits, or one colour for each. All
/// instances are of one class. An <c>index.csv</c> with columns <c>id</c> and <c>split</c> says the splits; else folders do.
/// </remarks>
internal static class LabelMapReader
{
    private static readonly string[] s_labelFolders = ["labels", "masks"];

    /// <summary>Reads all pictures that have a map.</summary>
    public static Dataset Read(ReadingContext context)
    {
        string[] folders = context.Options.LabelsFolder is { } given ? [given.Trim('/')] : s_labelFolders;
        ILookup<string, string> maps = context.Folder.Pictures.Where(p => folders.Any(f => IsIn(p, f))).ToLookup(p => KeyOf(p, folders), StringComparer.Ordinal);
        string[] pictures = [.. context.Folder.Pictures.Where(p => IsIn(p, "images") && !folders.Any(f => IsIn(p, f)))];
        if (maps.Count == 0 || pictures.Length == 0)
        {
            throw context.Unusable($"pictures in a folder 'images' and maps of the same names in '{string.Join("' or '", folders)}'", $"{pictures.Length} pictures and {maps.Count} maps");
        }

        IReadOnlyDictionary<string, string> splits = LabelMapIndex.Read(context);
        List<LabelledImage> images = [];
        HashSet<string> used = [];
        foreach (string picture in pictures)
        {
            string key = KeyOf(picture, ["images"]);
            used.Add(key);
            if (maps[key].FirstOrDefault() is not { } map)
            {
                context.Add(DatasetProblemKind.MissingLabels, picture, $"The picture '{picture}' has no map of instances. It was left out.");
            }
            else if (Label(context, picture, map, splits) is { } image)
            {
                images.Add(image);
            }
        }

        foreach (IGrouping<string, string> lone in maps.Where(m => !used.Contains(m.Key)))
        {
            context.Add(DatasetProblemKind.MissingImage, lone.First(), $"The map '{lone.First()}' belongs to a picture that is not there. It was left out.");
        }

        return context.Finish(context.GivenClasses()?.Names ?? ["object"], images);
    }

    /// <summary>The path without its ending and without the folder that says what it is.</summary>
    private static string KeyOf(string file, string[] folders)
        => folders.Aggregate($"/{Path.ChangeExtension(file, null)}", (path, folder) => path.Replace($"/{folder}/", "/", StringComparison.Ordinal))[1..];

    private static bool IsIn(string file, string folder) => $"/{file}".Contains($"/{folder}/", StringComparison.Ordinal);

    private static FileImage? Label(ReadingContext context, string picture, string map, IReadOnlyDictionary<string, string> splits)
    {
        if (context.SizeOf(picture) is not { } size)
        {
            return null;
        }

        IReadOnlyList<RunLengths>? instances = LabelMapFile.Read(context.Folder.PathOf(map), out string? problem);
        if (instances is not null && instances.Count > 0 && (instances[0].Width, instances[0].Height) != size)
        {
            problem = $"it has {instances[0].Width} x {instances[0].Height} pixels, its picture {size.Width} x {size.Height}.";
            instances = null;
        }

        if (instances is null)
        {
            context.Add(DatasetProblemKind.BrokenMask, picture, $"The map '{map}' cannot be used: {problem} Its picture was left out.");
            return null;
        }

        return new FileImage(context.Folder.PathOf(picture))
        {
            Name = picture,
            Split = (splits.TryGetValue(Path.GetFileNameWithoutExtension(picture), out string? split) || splits.TryGetValue(Path.GetFileName(picture), out split) ? split : null) ?? Splits.OfFolders(picture),
            Objects = [.. instances.Select(i => new LabelledObject { ClassId = 0, Box = i.Bounds, Mask = i.ToMask(), Area = i.Area })],
            LabelledSize = size,
        };
    }
}
