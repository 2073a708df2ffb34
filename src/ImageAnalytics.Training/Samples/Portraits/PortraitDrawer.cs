using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Samples.Line;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>Draws badge portraits and group pictures of made-up people.</summary>
/// <remarks>A picture depends on seed and numbers alone. Safe on several threads at once.</remarks>
public sealed class PortraitDrawer
{
    /// <summary>Columns of a badge portrait.</summary>
    public const int BadgeWidth = 256;

    /// <summary>Rows of a badge portrait.</summary>
    public const int BadgeHeight = 320;

    /// <summary>Columns of a group picture.</summary>
    public const int GroupWidth = 640;

    /// <summary>Rows of a group picture.</summary>
    public const int GroupHeight = 480;

    private const int MostInGroup = 8, Fine = 2;
    private readonly long _seed;
    private readonly People _people;

    /// <summary>Makes the people of a world.</summary>
    /// <param name="seed">Which world; any number.</param>
    /// <param name="people">How many people, at least 1. The first of them are the same for any number.</param>
    /// <param name="cancellation">Ends the making early.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be nobody, or more than <see cref="SampleOptions.MostPeople"/>.</exception>
    public PortraitDrawer(long seed, int people, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people, SampleOptions.MostPeople);
        (_seed, _people) = (seed, new People(seed, people, cancellation));
    }

    /// <summary>What a person is called in files: <c>person-001</c> for number 0.</summary>
    public static string NameOf(int person) => People.NameOf(person);

    /// <summary>Draws one portrait.</summary>
    /// <param name="person">Whose, from 0.</param>
    /// <param name="portrait">Which of that person's, from 0 and below <see cref="SampleOptions.MostPortraits"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such person, or no such portrait.</exception>
    public DrawnPortrait DrawBadge(int person, int portrait)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(person);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(person, _people.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(portrait);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(portrait, SampleOptions.MostPortraits);
        SampleRandom random = new(_seed, SampleStream.Badge, ((long)person * SampleOptions.MostPortraits) + portrait);
        using Mat canvas = new(BadgeHeight * Fine, BadgeWidth * Fine, MatType.CV_8UC3);
        Backdrop.Studio(canvas, random);
        float size = random.Between(70, 92) * Fine;
        (float x, float y) = (((BadgeWidth / 2f) + random.Between(-12, 12)) * Fine, ((BadgeHeight * 0.45f) + random.Between(-8, 12)) * Fine);
        DrawnFace face = Put(canvas, person, size, x, y, random.Between(-0.9, 0.9), random);
        return Finish(canvas, [face], random);
    }

    /// <summary>Draws one group picture.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <remarks>Who is in it depends on the number of people as well.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public DrawnPortrait DrawGroup(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        SampleRandom random = new(_seed, SampleStream.Group, index);
        using Mat canvas = new(GroupHeight * Fine, GroupWidth * Fine, MatType.CV_8UC3);
        Backdrop.Room(canvas, random);
        int count = Math.Min(random.Whole(1, MostInGroup), _people.Count);
        int[] who = Choose(count, random);
        int back = count > 4 ? (count + 1) / 2 : 0;
        float far = random.Between(0.45, 1), side = random.Between(-0.9, 0.9);
        List<DrawnFace> faces = [];
        float lowest = 0;
        for (int i = 0; i < count; i++)
        {
            (int place, int places) = i < back ? (i, back) : (i - back, count - back);
            float slot = (float)GroupWidth / places, row = back == 0 ? random.Between(0.36, 0.5) : i < back ? 0.23f : 0.54f;
            float most = Math.Min(slot / 2.7f, back == 0 ? 80 : 54);
            float size = Math.Clamp(most * far * random.Between(0.85, 1), 15.5f, 80);
            float aside = back == 0 ? 0 : i < back ? -0.2f : 0.2f; // who stands behind looks past who stands before
            float x = slot * (place + 0.5f + aside + random.Between(-0.08, 0.08));
            float y = (GroupHeight * row) + random.Between(-10, 10);
            x = Math.Clamp(x, size * 1.2f, GroupWidth - (size * 1.2f));
            lowest = Math.Max(lowest, y + (size * 2.4f));
            faces.Add(Put(canvas, who[i], size * Fine, x * Fine, y * Fine, side, random));
        }

        Backdrop.Counter(canvas, lowest * Fine, random);
        return Finish(canvas, faces, random);
    }

    private int[] Choose(int count, SampleRandom random)
    {
        List<int> chosen = [];
        while (chosen.Count < count)
        {
            int candidate = random.Whole(0, _people.Count - 1);
            while (chosen.Contains(candidate))
            {
                candidate = (candidate + 1) % _people.Count;
            }

            chosen.Add(candidate);
        }

        return [.. chosen];
    }

    private DrawnFace Put(Mat canvas, int person, float size, float x, float y, float lightSide, SampleRandom random)
    {
        Expression expression = Expression.Make(random);
        Outfit outfit = Outfit.Make(random);
        (float[] box, Point2f[] points) = FacePainter.Paint(canvas, _people[person], expression, outfit, lightSide, x, y, size);
        (int columns, int rows) = (canvas.Cols / Fine, canvas.Rows / Fine);

        // OpenCV counts from the middle of the first pixel, labels from its corner; and several pixels drawn become one.
        static double Small(float at) => Round((at + 0.5) / Fine);
        BoundingBox inside = BoundingBox.FromXyxy(Small(box[0]), Small(box[1]), Small(box[2]), Small(box[3])).ClipTo(columns, rows);
        return new DrawnFace(person, inside, [.. points.Select(p => new ImagePoint(Math.Clamp(Small(p.X), 0, columns), Math.Clamp(Small(p.Y), 0, rows)))]);
    }

    private static double Round(double value) => Math.Round(value, 1);

    private static DrawnPortrait Finish(Mat canvas, IReadOnlyList<DrawnFace> faces, SampleRandom random)
    {
        (int columns, int rows) = (canvas.Cols / Fine, canvas.Rows / Fine);
        using Mat picture = canvas.Resize(new Size(columns, rows), 0, 0, InterpolationFlags.Area);
        Camera camera = new(random, 5);
        picture.ConvertTo(picture, -1, random.Between(0.82, 1.03), random.Between(-10, 8));
        camera.Take(picture);
        return new DrawnPortrait(columns, rows, Camera.EncodeJpeg(picture, camera.Quality), faces);
    }
}
