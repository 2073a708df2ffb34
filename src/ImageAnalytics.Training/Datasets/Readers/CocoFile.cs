using System.Text.Json;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>One COCO file while it is read.</summary>
internal sealed class CocoFile(ReadingContext context, string file, JsonElement root, CocoCategories categories, CocoPictures pictures)
{
    private const int FacePoints = 5;

    private readonly Dictionary<long, int> _classes = categories.Add(root.GetProperty("categories"));
    private readonly Dictionary<long, CocoPicture> _pictures = [];

    /// <summary>Reads its pictures with their objects.</summary>
    public IEnumerable<LabelledImage> Read()
    {
        string? split = Splits.OfFileName(file) ?? Splits.OfFolders(file);
        foreach (JsonElement image in root.GetProperty("images").EnumerateArray())
        {
            AddPicture(image);
        }

        foreach (JsonElement annotation in root.GetProperty("annotations").EnumerateArray())
        {
            AddObject(annotation);
        }

        return _pictures.Values.Select(p => new FileImage(p.Path)
        {
            Name = p.Name,
            Split = split ?? Splits.OfFolders(p.Name),
            Objects = p.Objects,
            LabelledSize = (p.Width, p.Height),
        });
    }

    private void AddPicture(JsonElement image)
    {
        if (CocoValue.Integer(image, "id") is not { } id || CocoValue.Text(image, "file_name") is not { Length: > 0 } name)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"An image in '{file}' has no 'id' or no 'file_name'. It was left out.");
            return;
        }

        if (pictures.Find(name, file) is not { } found)
        {
            context.Add(DatasetProblemKind.MissingImage, name, $"The picture '{name}' of '{file}' is not there. It was left out with its objects.");
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

        if (!_pictures.TryAdd(id, new CocoPicture(found.Name, found.Path, (int)width, (int)height)))
        {
            context.Add(DatasetProblemKind.BrokenLabels, name, $"The picture '{name}' of '{file}' has the number {id}, which another has too. It was left out.");
        }
    }

    private void AddObject(JsonElement annotation)
    {
        string what = $"The object {CocoValue.Integer(annotation, "id")?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "without a number"} in '{file}'";
        if (CocoValue.Integer(annotation, "image_id") is not { } image)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"{what} has no 'image_id'. It was dropped.");
            return;
        }

        // Its picture is not there, which was recorded.
        if (!_pictures.TryGetValue(image, out CocoPicture? picture))
        {
            return;
        }

        if (CocoValue.Integer(annotation, "category_id") is not { } category || !_classes.TryGetValue(category, out int number))
        {
            context.Add(DatasetProblemKind.UnknownClass, picture.Name, $"{what} names no class. It was dropped.");
            return;
        }

        Mask? mask = MaskOf(annotation, picture, what);
        if (BoxOf(annotation, mask, picture, what) is { } box)
        {
            picture.Objects.Add(new LabelledObject
            {
                ClassId = number,
                Box = box,
                Mask = mask,
                Area = CocoValue.Of(annotation, "area") is { } area ? CocoValue.Number(area) : null,
                Crowd = CocoValue.Integer(annotation, "iscrowd") == 1,
                Points = PointsOf(annotation, picture),
            });
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
        if (CocoValue.Numbers(CocoValue.Of(annotation, "bbox")) is [var x, var y, var width, var height])
        {
            return context.Fit(new BoundingBox(x, y, width, height), picture.Width, picture.Height, picture.Name, what);
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
        if (problem is not null)
        {
            context.Add(DatasetProblemKind.BrokenMask, picture.Name, $"{what} has a mask that cannot be used: {problem} The mask was dropped.");
            return null;
        }

        return runs!.ToMask();
    }

    private static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
