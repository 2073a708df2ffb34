using System.Globalization;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads YOLO: a text file for each picture, a box or polygon on each line, relative to the picture's size.</summary>
/// <remarks>A picture without a file of labels, or with an empty one, shows nothing: that is the format's custom, and no problem.</remarks>
internal static class YoloReader
{
    private const int MostClasses = 100_000;
    private static readonly string[] s_labelFolders = ["labels", "boxes", "polygons"];

    /// <summary>Reads all pictures with their labels.</summary>
    public static Dataset Read(ReadingContext context)
    {
        Dictionary<string, string> labels = FindLabels(context);
        if (labels.Count == 0)
        {
            throw context.Unusable("a text file of labels for at least one picture", context.Folder.Pictures.Count == 0 ? "no picture" : $"{context.Folder.Pictures.Count} pictures without one");
        }

        IReadOnlyList<string>? names = context.GivenClasses() ?? YoloNames.Find(context);
        int highest = -1;
        List<LabelledImage> images = [];
        foreach (string picture in context.Folder.Pictures.Where(p => IsOfTheData(p, labels)))
        {
            if (Label(context, picture, labels.GetValueOrDefault(picture), names?.Count ?? MostClasses) is { } image)
            {
                highest = image.Objects.Aggregate(highest, (h, o) => Math.Max(h, o.ClassId));
                images.Add(image);
            }
        }

        return context.Finish(names ?? [.. Enumerable.Range(0, highest + 1).Select(i => i.ToString(CultureInfo.InvariantCulture))], images);
    }

    /// <summary>The file of labels for each picture that has one.</summary>
    private static Dictionary<string, string> FindLabels(ReadingContext context)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        string[] folders = context.Options.LabelsFolder is { } given ? [given.Trim('/')] : s_labelFolders;
        foreach (string picture in context.Folder.Pictures)
        {
            if (folders.Select(f => LabelsOf(context, picture, f)).FirstOrDefault(l => l is not null) is { } file
                || (context.Options.LabelsFolder is null && (file = context.Folder.Find(Path.ChangeExtension(picture, ".txt"))) is not null))
            {
                labels[picture] = file;
            }
        }

        HashSet<string> used = [.. labels.Values];
        foreach (string file in context.Folder.Files.Where(f => f.EndsWith(".txt", StringComparison.Ordinal) && !used.Contains(f) && f.Split('/').Intersect(folders).Any()))
        {
            // Where folders of boxes and of polygons stand beside each other, one of them is read.
            if (context.PicturesByStem(Path.GetFileNameWithoutExtension(file)).Count == 0 && Path.GetFileName(file) is not "classes.txt")
            {
                context.Add(DatasetProblemKind.MissingImage, file, $"The labels in '{file}' belong to a picture that is not there. They were left out.");
            }
        }

        return labels;
    }

    /// <summary>The tools' rule: the last folder 'images' of the picture's path is 'labels' in that of its labels.</summary>
    private static string? LabelsOf(ReadingContext context, string picture, string folder)
    {
        string[] parts = picture.Split('/');
        int images = Array.LastIndexOf(parts, "images", Math.Max(0, parts.Length - 2));
        string file = Path.ChangeExtension(parts[^1], ".txt");
        string? replaced = images < 0 ? null : context.Folder.Find(string.Join('/', [.. parts[..images], folder, .. parts[(images + 1)..^1], file]));
        return replaced ?? context.Folder.Find(string.Join('/', [folder, .. parts[..^1], file])) ?? context.Folder.Find($"{folder}/{file}");
    }

    /// <summary>Pictures that lie elsewhere than those with labels, such as charts of a training, are not of the data.</summary>
    private static bool IsOfTheData(string picture, Dictionary<string, string> labels)
        => labels.ContainsKey(picture) || picture.Split('/').SkipLast(1).Contains("images");

    private static FileImage? Label(ReadingContext context, string picture, string? file, int classes)
    {
        if (context.SizeOf(picture) is not { } size)
        {
            return null;
        }

        List<LabelledObject> objects = [];
        int number = 0;
        foreach (string line in file is null ? [] : File.ReadLines(context.Folder.PathOf(file)))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && Parse(context, picture, $"Line {number} of '{file}'", line, size, classes) is { } found)
            {
                objects.Add(found);
            }
        }

        return new FileImage(context.Folder.PathOf(picture)) { Name = picture, Split = Splits.OfFolders(picture), Objects = objects, LabelledSize = size };
    }

    private static LabelledObject? Parse(ReadingContext context, string picture, string what, string line, (int Width, int Height) size, int classes)
    {
        double?[] read = [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(t => LabelNumber.Parse(t))];
        if (read.Any(v => v is null) || (read.Length != 5 && (read.Length < 7 || int.IsEvenInteger(read.Length))))
        {
            context.Add(DatasetProblemKind.BrokenLabels, picture, $"{what} cannot be read: expected a class and four numbers, or a class and at least three points. It was left out.");
            return null;
        }

        double[] values = [.. read.Select(v => v!.Value)];
        if (values[0] != Math.Floor(values[0]) || values[0] < 0 || values[0] >= classes)
        {
            context.Add(DatasetProblemKind.UnknownClass, picture, FormattableString.Invariant($"{what} names the class {values[0]}, but the classes are 0 to {classes - 1}. It was dropped."));
            return null;
        }

        return values.Length == 5
            ? FromBox(context, picture, what, values, size)
            : FromPolygon(context, picture, what, values, size);
    }

    private static LabelledObject? FromBox(ReadingContext context, string picture, string what, double[] values, (int Width, int Height) size)
    {
        BoundingBox box = BoundingBox.FromCxCyWh(values[1], values[2], values[3], values[4]).Scale(size.Width, size.Height);
        // Numbers have six places: an edge that was written on the border comes back a little beside it.
        BoundingBox rounded = BoundingBox.FromXyxy(Snap(box.X, size.Width), Snap(box.Y, size.Height), Snap(box.Right, size.Width), Snap(box.Bottom, size.Height));
        return context.Fit(rounded, size.Width, size.Height, picture, what) is { } fitting ? new LabelledObject { ClassId = (int)values[0], Box = fitting } : null;
    }

    private static double Snap(double edge, int border) => Math.Abs(edge) < 2e-6 * border ? 0 : Math.Abs(edge - border) < 2e-6 * border ? border : edge;

    private static LabelledObject? FromPolygon(ReadingContext context, string picture, string what, double[] values, (int Width, int Height) size)
    {
        double[] points = [.. values.Skip(1).Select((v, i) => v * (int.IsEvenInteger(i) ? size.Width : size.Height))];
        IEnumerable<double> xs = points.Where((_, i) => int.IsEvenInteger(i)), ys = points.Where((_, i) => int.IsOddInteger(i));
        if (context.Fit(BoundingBox.FromXyxy(xs.Min(), ys.Min(), xs.Max(), ys.Max()), size.Width, size.Height, picture, what) is not { } box)
        {
            return null;
        }

        string? problem = PolygonRaster.Read([points], size.Width, size.Height, out RunLengths? runs);
        problem ??= runs!.Area == 0 ? "it sets no pixel" : null;
        if (problem is not null)
        {
            context.Add(DatasetProblemKind.BrokenMask, picture, $"{what} has an outline that cannot be used: {problem} The mask was dropped.");
        }

        return new LabelledObject { ClassId = (int)values[0], Box = box, Mask = problem is null ? runs!.ToMask() : null };
    }
}
