using System.Xml;
using System.Xml.Linq;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads Pascal VOC: an XML file with boxes for each picture, and lists of the splits.</summary>
/// <remarks>
/// The devkit counts pixels from 1 and names the last one inside, so <c>xmin 1, xmax 10</c> covers the ten pixels from 0 to below 10:
/// the left edge is xmin - 1, the right edge is xmax. A stated 0, which other tools write, means the first pixel too. A box whose two
/// numbers are equal is taken for empty: tools write it for a click without a drag, and nobody marks a line of one pixel.
/// Source: Everingham et al., The PASCAL Visual Object Classes Challenge 2012 Development Kit, section on annotations.
/// </remarks>
internal static class VocReader
{
    private const long LargestFile = 64L << 20;

    /// <summary>Reads all files of labels.</summary>
    public static Dataset Read(ReadingContext context)
    {
        string[] files = [.. context.Folder.Files.Where(f => f.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))];
        List<VocLabels> found = VocPictures.Find(context, [.. files.Select(f => (f, Root: Parse(context, f))).Where(f => f.Root is not null).Select(f => (f.f, f.Root!))]);
        if (found.Count == 0)
        {
            throw context.Unusable("XML files with an 'annotation' for each picture", files.Length == 0 ? "no XML file" : $"{files.Length} XML files of which none can be used");
        }

        IReadOnlyDictionary<string, string> splits = VocSplits.Read(context, found);
        GivenClasses? given = context.GivenClasses();
        IReadOnlyList<string> classes = given?.Names
            ?? [.. found.SelectMany(f => f.Root.Elements("object")).Select(NameOf).Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        IReadOnlyDictionary<string, int> numbers = given?.Numbers ?? ClassNumbers.Of(classes);
        AddUnlabelled(context, found);
        return context.Finish(classes, found.OrderBy(f => f.Picture, StringComparer.Ordinal).Select(f => Label(context, f, numbers, splits)).OfType<LabelledImage>());
    }

    private static string NameOf(XElement marked) => marked.Element("name")?.Value.Trim() ?? "";

    private static XElement? Parse(ReadingContext context, string file)
    {
        // A DTD could name entities that swell without end, or files of this machine.
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestFile };
        try
        {
            // A path would be taken for an address, in which some characters mean others.
            using FileStream stream = File.OpenRead(context.Folder.PathOf(file));
            XmlDepth.Check(stream, settings);
            stream.Position = 0;
            using XmlReader reader = XmlReader.Create(stream, settings);
            XElement root = XElement.Load(reader);
            return root.Name.LocalName == "annotation" ? root : null;
        }
        catch (XmlException e)
        {
            context.Add(DatasetProblemKind.BrokenLabels, file, $"The labels in '{file}' cannot be read, line {e.LineNumber}, column {e.LinePosition}: {e.Message} They were left out.");
            return null;
        }
    }

    private static FileImage? Label(ReadingContext context, VocLabels labels, IReadOnlyDictionary<string, int> numbers, IReadOnlyDictionary<string, string> splits)
    {
        XElement? size = labels.Root.Element("size");
        int width = (int)(Number(size, "width") ?? 0), height = (int)(Number(size, "height") ?? 0);
        if (width < 1 || height < 1)
        {
            if (context.SizeOf(labels.Picture) is not { } real)
            {
                return null;
            }

            (width, height) = real;
        }

        List<LabelledObject> objects = [];
        foreach (XElement marked in labels.Root.Elements("object"))
        {
            string what = $"An object '{NameOf(marked)}' in '{labels.File}'";
            if (!numbers.TryGetValue(NameOf(marked), out int number))
            {
                context.Add(DatasetProblemKind.UnknownClass, labels.Picture, $"{what} is none of the classes. It was dropped.");
            }
            else if (BoxOf(marked.Element("bndbox")) is not { } box)
            {
                context.Add(DatasetProblemKind.BrokenLabels, labels.Picture, $"{what} has no box of four numbers xmin, ymin, xmax, ymax. It was dropped.");
            }
            else if (context.IsInPixels(box, labels.Picture, what) && context.Fit(OfNumbers(box), width, height, labels.Picture, what) is { } fitting)
            {
                objects.Add(new LabelledObject { ClassId = number, Box = fitting, Crowd = marked.Element("difficult")?.Value.Trim() == "1" });
            }
        }

        return new FileImage(context.Folder.PathOf(labels.Picture))
        {
            Name = labels.Picture,
            Split = splits.GetValueOrDefault(labels.File) ?? Splits.OfFolders(labels.Picture) ?? Splits.OfFolders(labels.File),
            Objects = objects,
            LabelledSize = (width, height),
        };
    }

    private static BoundingBox? BoxOf(XElement? box)
    {
        if (Number(box, "xmin") is not { } left || Number(box, "ymin") is not { } top || Number(box, "xmax") is not { } right || Number(box, "ymax") is not { } bottom)
        {
            return null;
        }

        return new BoundingBox(left, top, right - left, bottom - top);
    }

    // The numbers are those of the first and the last column and row, from 1; what has no extent stays so.
    private static BoundingBox OfNumbers(BoundingBox box)
        => box.IsEmpty ? box : BoundingBox.FromXyxy(box.X == 0 ? 0 : box.X - 1, box.Y == 0 ? 0 : box.Y - 1, box.Right, box.Bottom);

    private static double? Number(XElement? parent, string name) => LabelNumber.Parse(parent?.Element(name)?.Value);

    private static void AddUnlabelled(ReadingContext context, List<VocLabels> found)
    {
        HashSet<string> labelled = [.. found.Select(f => f.Picture)], folders = [.. labelled.Select(p => Path.GetDirectoryName(p)!)], stems = [.. labelled.Select(p => Path.GetFileNameWithoutExtension(p))];
        bool IsMap(string picture) => picture.Contains("Segmentation", StringComparison.Ordinal) || (stems.Contains(Path.GetFileNameWithoutExtension(picture)) && !folders.Contains(Path.GetDirectoryName(picture)!));
        foreach (string picture in context.Folder.Pictures.Where(p => !labelled.Contains(p) && !IsMap(p)))
        {
            context.Add(DatasetProblemKind.MissingLabels, picture, $"The picture '{picture}' has no file of labels. It was left out.");
        }
    }
}
