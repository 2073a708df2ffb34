using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads YOLO: a text file for each picture, a box or polygon on each line, relative to the picture's size.</summary>
/// <remarks>A picture without a file of labels, or with an empty one, shows nothing: that is the format's custom, and no problem.</remarks>
internal static class YoloReader
{
    private const int MostClasses = 100_000, BoxNumbers = 5, FacePoints = 5;
    private const double NoKeyPoint = -1;

    /// <summary>Reads all pictures with their labels.</summary>
    public static Dataset Read(ReadingContext context)
    {
        Dictionary<string, string> labels = YoloLabels.Find(context);
        if (labels.Count == 0)
        {
            throw context.Unusable("a text file of labels for at least one picture", context.Folder.Pictures.Count == 0 ? "no picture" : $"{context.Folder.Pictures.Count} pictures without one");
        }

        YoloDescription description = YoloDescription.Read(context);
        GivenClasses? given = context.GivenClasses();
        IReadOnlyDictionary<int, int>? chosen = given is null ? null : description.Names is { } own ? given.ByNameOrNumber(own, context.Folder.Source) : given.ByNumber();
        int count = given is null || given.Renames ? description.Names?.Count ?? MostClasses : Math.Max(description.Names?.Count ?? 0, chosen!.Keys.DefaultIfEmpty(-1).Max() + 1);
        HashSet<string> folders = [.. labels.Keys.Select(p => Path.GetDirectoryName(p)!)];
        List<LabelledImage> images = [];
        foreach (string picture in context.Folder.Pictures.Where(p => IsOfTheData(p, labels, folders)))
        {
            if (Label(context, picture, labels.GetValueOrDefault(picture), count, description, chosen) is { } image)
            {
                images.Add(image);
            }
        }

        return (given?.Names ?? description.Names) is { } names ? context.Finish(names, images) : context.FinishNumbered(images);
    }

    /// <summary>Pictures that lie elsewhere than those with labels, such as charts of a training, are not of the data.</summary>
    private static bool IsOfTheData(string picture, Dictionary<string, string> labels, HashSet<string> folders)
        => labels.ContainsKey(picture) || picture.Split('/').SkipLast(1).Contains("images") || folders.Contains(Path.GetDirectoryName(picture)!);

    private static FileImage? Label(ReadingContext context, string picture, string? file, int classes, YoloDescription description, IReadOnlyDictionary<int, int>? chosen)
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
            if (!string.IsNullOrWhiteSpace(line) && Parse(context, picture, $"Line {number} of '{file}'", line, size, classes, description.KeyPoints) is { } found)
            {
                objects.Add(found);
            }
        }

        return new FileImage(context.Folder.PathOf(picture)) { Name = picture, Split = description.Splits.GetValueOrDefault(picture) ?? Splits.OfFolders(picture), Objects = chosen is null ? objects : Chosen(context, picture, objects, description.Names, chosen), LabelledSize = size };
    }

    private static IReadOnlyList<LabelledObject> Chosen(ReadingContext context, string picture, List<LabelledObject> objects, IReadOnlyList<string>? names, IReadOnlyDictionary<int, int> chosen)
    {
        foreach (LabelledObject other in objects.Where(o => !chosen.ContainsKey(o.ClassId)))
        {
            string name = names is not null && other.ClassId < names.Count ? $"'{names[other.ClassId]}'" : $"{other.ClassId}";
            context.Add(DatasetProblemKind.UnknownClass, picture, $"An object of the class {name} in '{picture}' is none of the classes. It was dropped.");
        }

        return [.. objects.Where(o => chosen.ContainsKey(o.ClassId)).Select(o => o with { ClassId = chosen[o.ClassId] })];
    }

    private static LabelledObject? Parse(ReadingContext context, string picture, string what, string line, (int Width, int Height) size, int classes, (int Count, int Numbers)? keyPoints)
    {
        double?[] read = [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(t => LabelNumber.Parse(t))];
        bool hasKeyPoints = keyPoints is { } k && read.Length == BoxNumbers + (k.Count * k.Numbers);
        if (read.Any(v => v is null) || (read.Length != BoxNumbers && !hasKeyPoints && (read.Length < 7 || int.IsEvenInteger(read.Length))))
        {
            context.Add(DatasetProblemKind.BrokenLabels, picture, $"{what} cannot be read: expected a class and four numbers, or a class and at least three points; with key points, as many as 'kpt_shape' of data.yaml says. It was left out.");
            return null;
        }

        double[] values = [.. read.Select(v => v!.Value)];
        if (values.Length > BoxNumbers && !hasKeyPoints && values.Contains(NoKeyPoint))
        {
            context.Add(DatasetProblemKind.BrokenLabels, picture, $"{what} is no polygon: it has points of -1, as key points that are not known. Say with 'kpt_shape' in data.yaml how many there are. It was left out.");
            return null;
        }

        if (values[0] != Math.Floor(values[0]) || values[0] < 0 || values[0] >= classes)
        {
            context.Add(DatasetProblemKind.UnknownClass, picture, FormattableString.Invariant($"{what} names the class {values[0]}, but the classes are 0 to {classes - 1}. It was dropped."));
            return null;
        }

        return values.Length == BoxNumbers || hasKeyPoints
            ? FromBox(context, picture, what, values, size, keyPoints?.Numbers ?? 2)
            : FromPolygon(context, picture, what, values, size);
    }

    private static LabelledObject? FromBox(ReadingContext context, string picture, string what, double[] values, (int Width, int Height) size, int pointNumbers)
    {
        BoundingBox box = BoundingBox.FromCxCyWh(values[1], values[2], values[3], values[4]).Scale(size.Width, size.Height);
        // Numbers have six places: an edge that was written on the border comes back a little beside it.
        BoundingBox rounded = BoundingBox.FromXyxy(Snap(box.X, size.Width), Snap(box.Y, size.Height), Snap(box.Right, size.Width), Snap(box.Bottom, size.Height));
        return context.Fit(rounded, size.Width, size.Height, picture, what) is { } fitting ? new LabelledObject { ClassId = (int)values[0], Box = fitting, Points = PointsOf(values[BoxNumbers..], pointNumbers, size) } : null;
    }

    // Five are those of a face, where each is known and in the picture; other numbers of points are not used.
    private static ImagePoint[] PointsOf(double[] numbers, int each, (int Width, int Height) size)
    {
        double[][] points = [.. numbers.Chunk(each)];
        bool known = points.Length == FacePoints && points.All(p => p[0] is >= 0 and <= 1 && p[1] is >= 0 and <= 1 && (p[0] > 0 || p[1] > 0) && (each == 2 || p[2] > 0));
        return known ? [.. points.Select(p => new ImagePoint(p[0] * size.Width, p[1] * size.Height))] : [];
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
