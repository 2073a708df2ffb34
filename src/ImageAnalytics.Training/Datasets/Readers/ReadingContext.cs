using System.Globalization;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>What all readers share: the files, the options, and the problems so far.</summary>
internal sealed class ReadingContext(DatasetFolder folder, DatasetFormat format, DatasetReaderOptions options)
{
    private const double LargestCoordinate = 1e7, Tolerance = 1e-3;
    private const int MostTold = 20;
    private readonly List<DatasetProblem> _problems = [];
    private readonly List<string> _undecodable = [];
    private int _boxes, _tiny, _fractions;
    private ILookup<string, string>? _undecodableByStem;
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _byStem;

    /// <summary>The files.</summary>
    public DatasetFolder Folder { get; } = folder;

    /// <summary>What the user said besides.</summary>
    public DatasetReaderOptions Options { get; } = options;

    /// <summary>The problems so far.</summary>
    public IReadOnlyList<DatasetProblem> Problems => _problems;

    /// <summary>Records a problem.</summary>
    public void Add(DatasetProblemKind kind, string? image, string message) => _problems.Add(new DatasetProblem(kind, image, message));

    /// <summary>Records what lies among the pictures and cannot be used, whatever the labels say of it.</summary>
    public void AddPassedOver(DatasetFolder pictures)
    {
        foreach ((string closed, string why) in pictures.Closed)
        {
            Add(DatasetProblemKind.MissingImage, null, $"The folder '{closed}' was not looked into: {why}.");
        }

        foreach (string odd in pictures.NoFiles)
        {
            Add(DatasetProblemKind.MissingImage, odd, $"'{odd}' is no regular file, or may not be read. It was left out.");
        }

        foreach (string picture in pictures.Undecodable)
        {
            _undecodable.Add(picture);
            Add(DatasetProblemKind.BrokenImage, picture, $"The picture '{picture}' is of a format that cannot be decoded here. It was left out. Convert it to PNG or JPEG.");
        }
    }

    /// <summary>Whether the picture of this name, with folders as labels have them, is there in a format that cannot be decoded, which was recorded.</summary>
    public bool IsUndecodable(string name)
    {
        _undecodableByStem ??= _undecodable.ToLookup(p => Path.GetFileNameWithoutExtension(p), StringComparer.Ordinal);
        string stated = name.Replace('\\', '/');
        return PicturePlaces.Nearest([.. _undecodableByStem[Path.GetFileNameWithoutExtension(stated)]], stated, Splits.OfFolders(stated), out bool severalFit) is not null || severalFit;
    }

    /// <summary>The exception for data that are not of the format, with what was found and what they look like instead.</summary>
    public DatasetException Unusable(string expected, string found)
    {
        DatasetFormat? guess = FormatGuess.Of(Folder);
        string advice = guess is { } other && other != format ? $" It looks like {DatasetReader.NameOf(other)}: try '--format {DatasetReader.NameOf(other)}'." : "";
        string message = $"The data '{Folder.Source}' cannot be read as {DatasetReader.NameOf(format)}: expected {expected}, found {found}.{advice}";
        string[] told = [.. _problems.Take(MostTold).Select(p => p.Message)];
        return new DatasetException([message, .. told, .. _problems.Count > MostTold ? [$"… and {_problems.Count - MostTold} more."] : (string[])[]]);
    }

    /// <summary>The classes of a file that the user gave; null where none was given.</summary>
    public GivenClasses? GivenClasses() => Options.ClassesFile is not { } file ? null
        : File.Exists(file) ? ReadNames(file) is { Count: > 0 } names ? Readers.GivenClasses.Of(names) : throw new DatasetException($"The names of classes cannot be read from '{file}': it is empty. Write one a line.")
        : throw new DatasetException($"The names of classes cannot be read from '{file}': there is no such file.");

    /// <summary>The lines of a text file that hold something, trimmed.</summary>
    public static IReadOnlyList<string> ReadNames(string file) => [.. File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0)];

    /// <summary>The pictures whose name without folder and ending is this, in order.</summary>
    public IReadOnlyList<string> PicturesByStem(string stem)
    {
        _byStem ??= Folder.Pictures.GroupBy(p => Path.GetFileNameWithoutExtension(p), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g], StringComparer.Ordinal);
        return _byStem.GetValueOrDefault(stem, []);
    }

    /// <summary>The upright size of a picture by its header; null where it has none, which is recorded.</summary>
    public (int Width, int Height)? SizeOf(string picture, string? path = null)
    {
        string? problem;
        try
        {
            ImageFile file = ImageFile.Open(File.ReadAllBytes(path ?? Folder.PathOf(picture)), ImageLimits.Default);
            if (file.Header is { } header && file.Failure is null)
            {
                return (header.Width, header.Height);
            }

            problem = file.Failure?.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        Add(DatasetProblemKind.BrokenImage, picture, $"The picture '{picture}' cannot be used: {problem} It was left out.");
        return null;
    }

    /// <summary>Whether a box, which is expected in pixels, is not one in fractions of its picture's size, which is recorded. Where all are, the data cannot be read.</summary>
    public bool IsInPixels(BoundingBox box, string image, string what)
    {
        if (!box.IsFinite || box.IsEmpty)
        {
            return true;
        }

        _boxes++;
        // Rounded numbers may reach a little beyond the border.
        if (box.X < -Tolerance || box.Y < -Tolerance || box.Right > 1 + Tolerance || box.Bottom > 1 + Tolerance)
        {
            return true;
        }

        // From 0 to 1 can be the first pixel as well as the whole picture.
        _tiny++;
        if (box.X == Math.Floor(box.X) && box.Y == Math.Floor(box.Y) && box.Width == Math.Floor(box.Width) && box.Height == Math.Floor(box.Height))
        {
            return true;
        }

        _fractions++;
        Add(DatasetProblemKind.BrokenLabels, image, $"{what} has a box in fractions of its picture's size ({Text(box)}); expected pixels. It was dropped.");
        return false;
    }

    /// <summary>Cuts a box to its picture; a problem is recorded where that changes it.</summary>
    /// <returns>The box inside the picture; null where nothing is left.</returns>
    public BoundingBox? Fit(BoundingBox box, int width, int height, string image, string what)
    {
        if (!box.IsFinite || Math.Abs(box.X) > LargestCoordinate || Math.Abs(box.Y) > LargestCoordinate || box.Width > LargestCoordinate || box.Height > LargestCoordinate)
        {
            Add(DatasetProblemKind.BrokenLabels, image, $"{what} has a box with impossible numbers ({Text(box)}). It was dropped.");
            return null;
        }

        if (box.IsEmpty)
        {
            Add(DatasetProblemKind.EmptyBox, image, $"{what} has a box without extent ({Text(box)}). It was dropped.");
            return null;
        }

        BoundingBox cut = box.ClipTo(width, height);
        if (cut.IsEmpty)
        {
            Add(DatasetProblemKind.BoxOutside, image, $"{what} has a box ({Text(box)}) outside its picture of {width} x {height} pixels. It was dropped.");
            return null;
        }

        if (box.X < -Tolerance || box.Y < -Tolerance || box.Right > width + Tolerance || box.Bottom > height + Tolerance)
        {
            Add(DatasetProblemKind.BoxOutside, image, $"{what} has a box ({Text(box)}) that reaches beyond its picture of {width} x {height} pixels. It was cut to it.");
        }

        return cut;
    }

    /// <summary>The data set from what a reader found, where classes have numbers alone: those that occur.</summary>
    public Dataset FinishNumbered(IReadOnlyList<LabelledImage> images)
    {
        int[] numbers = [.. images.SelectMany(i => i.Objects.Select(o => o.ClassId).Concat(i.ClassId is { } own ? [own] : [])).Distinct().Order()];
        Dictionary<int, int> classes = numbers.Index().ToDictionary(n => n.Item, n => n.Index);
        return Finish([.. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))], MergedClasses.Renumbered(images, classes));
    }

    /// <summary>The data set from what a reader found; classes of equal names are one.</summary>
    /// <exception cref="DatasetException">No box is in pixels.</exception>
    public Dataset Finish(IReadOnlyList<string> classes, IEnumerable<LabelledImage> images)
    {
        LabelledImage[] all = [.. images]; // Readers may read labels while these are listed.
        if (_fractions > 0 && _tiny == _boxes)
        {
            throw Unusable("boxes in pixels", "fractions of the pictures' sizes. Multiply them by width and height");
        }

        return MergedClasses.OfEqualNames(new()
        {
            Source = Folder.Source,
            Classes = classes,
            Images = all,
            Problems = [.. _problems],
        });
    }

    private static string Text(BoundingBox box) => FormattableString.Invariant($"x {box.X:0.##}, y {box.Y:0.##}, width {box.Width:0.##}, height {box.Height:0.##}");
}
