using System.Text.Json;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>One COCO file while it is read.</summary>
/// <param name="context">The data.</param>
/// <param name="file">The file, relative to the data's folder.</param>
/// <param name="root">Its content.</param>
/// <param name="categories">The classes of all files.</param>
/// <param name="pictures">Finds pictures.</param>
/// <param name="all">The pictures of all files by their paths.</param>
internal sealed class CocoFile(ReadingContext context, string file, JsonElement root, CocoCategories categories, CocoPictures pictures, Dictionary<string, CocoPicture> all)
{
    private const int FacePoints = 5;

    private readonly Dictionary<string, int> _classes = categories.Add(root.GetProperty("categories"));
    private readonly Dictionary<string, CocoPicture> _pictures = [];
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = SharedNumbers(root, file, pictures);
    private readonly HashSet<CocoPicture> _listed = new(ReferenceEqualityComparer.Instance);
    private readonly string? _split = Splits.OfFileName(file) ?? Splits.OfFolders(file);

    /// <summary>Reads its pictures with their objects.</summary>
    public void Read()
    {
        foreach (JsonElement image in root.GetProperty("images").EnumerateArray())
        {
            AddPicture(image);
        }

        foreach (JsonElement annotation in root.GetProperty("annotations").EnumerateArray())
        {
            AddObject(annotation);
        }
    }

    // Numbers that two pictures have, as after files were put together: nobody can say whose an object is.
    private static HashSet<string> SharedNumbers(JsonElement root, string file, CocoPictures pictures)
        =>
        [
            .. root.GetProperty("images").EnumerateArray()
                .Select(i => (Id: CocoValue.Key(i, "id"), Name: CocoValue.Text(i, "file_name")))
                .Where(i => i is { Id: not null, Name.Length: > 0 }).Distinct()
                .GroupBy(i => i.Id!, i => i.Name!, StringComparer.Ordinal)
                .Where(names => names.Skip(1).Any() && names.Select(n => pictures.Find(n, file, out _)?.Path ?? n).Distinct(StringComparer.Ordinal).Skip(1).Any())
                .Select(g => g.Key),
        ];

    private void AddPicture(JsonElement image)
    {
        if (CocoValue.Key(image, "id") is { } number)
        {
            _numbers.Add(number);
        }

        if (CocoValue.Key(image, "id") is not { } id || CocoValue.Text(image, "file_name") is not { Length: > 0 } name)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"An image in '{file}' has no 'id' or no 'file_name'. It was left out.");
            return;
        }

        if (_shared.Contains(id))
        {
            context.Add(DatasetProblemKind.BrokenLabels, name, $"The picture '{name}' of '{file}' has the number {id}, which another has too: it cannot be told whose objects are its. It was left out with them.");
            return;
        }

        if (pictures.Find(name, file, out bool severalFit) is not { } found)
        {
            if (!severalFit && context.IsUndecodable(name))
            {
                return;
            }

            string why = severalFit ? "may be one of several of that name" : "is not there";
            context.Add(DatasetProblemKind.MissingImage, name, $"The picture '{name}' of '{file}' {why}. It was left out with its objects.");
            return;
        }

        if (_pictures.ContainsKey(id))
        {
            context.Add(DatasetProblemKind.BrokenLabels, name, $"The picture '{name}' with the number {id} is listed twice in '{file}'. It was taken once.");
            return;
        }

        if (all.TryGetValue(found.Path, out CocoPicture? known))
        {
            AddAgain(id, known);
            return;
        }

        // Films and drawings are listed among pictures, too: what has no picture's ending must begin as one.
        if (!DatasetFolder.IsPicture(found.Name) && context.SizeOf(found.Name, found.Path) is null)
        {
            return;
        }

        long width = CocoValue.Integer(image, "width") ?? 0, height = CocoValue.Integer(image, "height") ?? 0;
        if (width < 1 || height < 1 || (Int128)width * height > int.MaxValue)
        {
            if (context.SizeOf(found.Name, found.Path) is not { } real)
            {
                return;
            }

            (width, height) = real;
        }

        CocoPicture picture = new(found.Name, found.Path, (int)width, (int)height) { Split = _split ?? Splits.OfFolders(found.Name) };
        all.Add(found.Path, picture);
        _pictures.Add(id, picture);
        _listed.Add(picture);
    }

    private void AddAgain(string id, CocoPicture picture)
    {
        if (_split is not null && picture.Split is not null && picture.Split != _split)
        {
            context.Add(DatasetProblemKind.Leak, picture.Name, $"The picture '{picture.Name}' is in files of '{picture.Split}' and of '{_split}'. It was left in the first.");
            return;
        }

        picture.Split ??= _split;
        if (!_listed.Add(picture))
        {
            context.Add(DatasetProblemKind.BrokenLabels, picture.Name, $"The picture '{picture.Name}' is listed twice in '{file}'. Its objects were put together.");
        }

        _pictures.Add(id, picture);
    }

    private void AddObject(JsonElement annotation)
    {
        string what = $"The object {CocoValue.Key(annotation, "id") ?? "without a number"} in '{file}'";
        if (CocoValue.Key(annotation, "image_id") is not { } image)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"{what} has no 'image_id'. It was dropped.");
            return;
        }

        if (!_pictures.TryGetValue(image, out CocoPicture? picture))
        {
            // That a picture which is listed cannot be used was recorded there.
            if (!_numbers.Contains(image))
            {
                context.Add(DatasetProblemKind.BrokenLabels, file, $"{what} names the image {image}, which the file does not list. It was dropped.");
            }

            return;
        }

        if (CocoValue.Key(annotation, "category_id") is not { } category || !_classes.TryGetValue(category, out int number))
        {
            context.Add(DatasetProblemKind.UnknownClass, picture.Name, $"{what} names no class. It was dropped.");
            return;
        }

        Mask? mask = MaskOf(annotation, picture, what);
        if (BoxOf(annotation, mask, picture, what) is { } box)
        {
            LabelledObject found = new()
            {
                ClassId = number,
                Box = box,
                Mask = mask,
                Area = CocoValue.Of(annotation, "area") is { } area ? CocoValue.Number(area) : null,
                Crowd = CocoValue.Flag(annotation, "iscrowd"),
                Points = PointsOf(annotation, picture),
            };
            picture.Add(found, $"{image} of {file}");
        }
    }

    // Five of COCO's key points (x, y, visibility) are those of a face, where each is labelled and in the picture; other numbers of points are not used.
    private static ImagePoint[] PointsOf(JsonElement annotation, CocoPicture picture)
    {
        if (CocoValue.Numbers(CocoValue.Of(annotation, "keypoints")) is not { Length: 3 * FacePoints } numbers)
        {
            return [];
        }

        ImagePoint[] points = [.. Enumerable.Range(0, FacePoints).Select(i => new ImagePoint(numbers[3 * i], numbers[(3 * i) + 1]))];
        bool all = Enumerable.Range(0, FacePoints).All(i => numbers[(3 * i) + 2] > 0) && points.All(p => p.X >= 0 && p.Y >= 0 && p.X <= picture.Width && p.Y <= picture.Height);
        return all ? points : [];
    }

    private BoundingBox? BoxOf(JsonElement annotation, Mask? mask, CocoPicture picture, string what)
    {
        // A box without extent beside an outline was not filled in.
        if (CocoValue.Numbers(CocoValue.Of(annotation, "bbox")) is [var x, var y, var width, var height] && (mask is null || (width > 0 && height > 0)))
        {
            BoundingBox box = new(x, y, width, height);
            return context.IsInPixels(box, picture.Name, what) ? context.Fit(box, picture.Width, picture.Height, picture.Name, what) : null;
        }

        if (mask is not null)
        {
            return RunLengths.Of(mask).Bounds;
        }

        context.Add(DatasetProblemKind.BrokenLabels, picture.Name, $"{what} has no 'bbox' of four numbers, and no mask to take one from. It was dropped.");
        return null;
    }

    private Mask? MaskOf(JsonElement annotation, CocoPicture picture, string what)
    {
        if (CocoValue.Of(annotation, "segmentation") is not { } segmentation || segmentation.ValueKind is JsonValueKind.Null || IsEmptyArray(segmentation))
        {
            return null;
        }

        string? problem = CocoSegmentation.Read(segmentation, picture.Width, picture.Height, out RunLengths? runs);
        problem ??= runs!.Area == 0 ? "It sets no pixel." : null;
        if (problem is null)
        {
            return runs!.ToMask();
        }

        bool isLeft = runs?.Area > 0;
        context.Add(DatasetProblemKind.BrokenMask, picture.Name, $"{what} has a mask that cannot be used{(isLeft ? " whole" : "")}: {problem} {(isLeft ? "The rest was kept." : "The mask was dropped.")}");
        return isLeft ? runs!.ToMask() : null;
    }

    private static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
