namespace ImageAnalytics.Training.Samples;

/// <summary>What to draw, and how much of it.</summary>
public sealed record SampleOptions
{
    /// <summary>The smallest side of a picture of the line, in pixels.</summary>
    public const int SmallestSide = 160;

    /// <summary>The largest side of a picture of the line, in pixels.</summary>
    public const int LargestSide = 8192;

    /// <summary>The most pictures of a set.</summary>
    public const int MostPictures = 10_000_000;

    /// <summary>The most people; each is kept apart from all before it, which takes longer and longer.</summary>
    public const int MostPeople = 10_000;

    /// <summary>The most portraits of one person.</summary>
    public const int MostPortraits = 1_000;

    /// <summary>Number of pictures of the line, and of single parts; a quarter as many group pictures are drawn.</summary>
    /// <value>1 to <see cref="MostPictures"/>; 300 by default.</value>
    public int Count { get; init; } = 300;

    /// <summary>Which world: the same seed gives the same pictures.</summary>
    /// <value>Any number; 1 by default.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Number of made-up people.</summary>
    /// <value>1 to <see cref="MostPeople"/>; 100 by default.</value>
    public int People { get; init; } = 100;

    /// <summary>Portraits of each person.</summary>
    /// <value>1 to <see cref="MostPortraits"/>; 6 by default.</value>
    public int Portraits { get; init; } = 6;

    /// <summary>Columns of a picture of the line.</summary>
    /// <value><see cref="SmallestSide"/> to <see cref="LargestSide"/>; 640 by default.</value>
    public int Width { get; init; } = 640;

    /// <summary>Rows of a picture of the line.</summary>
    /// <value><see cref="SmallestSide"/> to <see cref="LargestSide"/>; 480 by default.</value>
    public int Height { get; init; } = 480;

    /// <summary>What to draw.</summary>
    /// <value>Everything by default.</value>
    public SampleSets Sets { get; init; } = SampleSets.All;

    /// <summary>Number of group pictures: a quarter of <see cref="Count"/>, rounded up.</summary>
    public int Groups => (Count + 3) / 4;

    /// <summary>Everything that is wrong with these options, each as a sentence; empty when they can be drawn.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        Check(problems, "The number of pictures (--count)", Count, 1, MostPictures);
        Check(problems, "The number of people (--people)", People, 1, MostPeople);
        Check(problems, "The number of pictures of each person (--pictures)", Portraits, 1, MostPortraits);
        Check(problems, "The width of the pictures (--width)", Width, SmallestSide, LargestSide);
        Check(problems, "The height of the pictures (--height)", Height, SmallestSide, LargestSide);
        if (Sets == SampleSets.None || (Sets & ~SampleSets.All) != 0)
        {
            problems.Add("There is nothing to draw: name at least one of line, parts, badges and styles.");
        }

        return problems;
    }

    internal static void RequireSide(int side, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, SmallestSide, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, LargestSide, name);
    }

    private static void Check(List<string> problems, string what, int found, int low, int high)
    {
        if (found < low || found > high)
        {
            problems.Add(FormattableString.Invariant($"{what} is {found}, but must be from {low} to {high}."));
        }
    }
}
