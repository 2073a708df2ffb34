using System.Text.Json;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads COCO's JSON: boxes, and masks as polygons or run lengths, with crowds.</summary>
/// <remarks>Source: the format's description at the COCO data set (Lin et al., Microsoft COCO, 2014).</remarks>
internal static class CocoReader
{
    private const int Deepest = 32;

    // What the JSON reader takes at once.
    private static readonly long s_largestFile = Array.MaxLength - 1;
    private static readonly string[] s_lists = ["images", "annotations", "categories"];

    /// <summary>Reads the file that was named, or all of the folder.</summary>
    public static Dataset Read(ReadingContext context)
    {
        string[] all = context.Folder.File is { } one ? [one] : [.. context.Folder.Files.Where(f => f.EndsWith(".json", StringComparison.OrdinalIgnoreCase))];
        // Where there are several kinds of annotations of the same pictures, those of objects are wanted, not captions or key points.
        string[] instances = [.. all.Where(f => Path.GetFileName(f).StartsWith("instances", StringComparison.OrdinalIgnoreCase))];
        CocoCategories categories = new(context.GivenClasses());
        CocoPictures pictures = new(context);
        Dictionary<string, CocoPicture> images = new(StringComparer.Ordinal);
        int read = 0;
        foreach (string file in instances.Length > 0 ? instances : all)
        {
            using JsonDocument? document = Parse(context, file);
            if (document is not null && IsCoco(document.RootElement))
            {
                read++;
                new CocoFile(context, file, document.RootElement, categories, pictures, images).Read();
            }
        }

        return read > 0
            ? context.Finish(categories.Names, images.Values.OrderBy(i => i.Name, StringComparer.Ordinal).Select(ImageOf))
            : throw context.Unusable("a JSON file with 'images', 'annotations' and 'categories'", all.Length == 0 ? "no JSON file" : $"{all.Length} other JSON files");
    }

    private static FileImage ImageOf(CocoPicture picture) => new(picture.Path)
    {
        Name = picture.Name,
        Split = picture.Split,
        Objects = [.. picture.Objects],
        LabelledSize = (picture.Width, picture.Height),
    };

    private static bool IsCoco(JsonElement root)
        => s_lists.All(name => CocoValue.Of(root, name) is { ValueKind: JsonValueKind.Array });

    private static JsonDocument? Parse(ReadingContext context, string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(context.Folder.PathOf(file));
            if (stream.Length > s_largestFile)
            {
                context.Add(DatasetProblemKind.BrokenLabels, file, $"The labels in '{file}' cannot be read: the file has {stream.Length} bytes; expected at most {s_largestFile}. Divide it.");
                return null;
            }

            return JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (OutOfMemoryException)
        {
            // It also holds more numbers and texts than an array has places.
            context.Add(DatasetProblemKind.BrokenLabels, file, $"The labels in '{file}' cannot be read: they are too many for the memory. Divide the file.");
            return null;
        }
        catch (JsonException e)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"The labels in '{file}' cannot be read, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message.Split(". LineNumber")[0]}.");
            return null;
        }
    }
}
