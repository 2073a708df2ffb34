using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>What stands behind people.</summary>
internal static class Backdrop
{
    private static readonly Tint[] s_walls =
    [
        Tint.Rgb(206, 216, 224), Tint.Rgb(228, 222, 210), Tint.Rgb(176, 196, 190), Tint.Rgb(150, 170, 196), Tint.Rgb(214, 198, 190), Tint.Rgb(120, 132, 146), Tint.Rgb(238, 240, 242),
    ];

    /// <summary>A wall with light on it, for one portrait.</summary>
    public static void Studio(Mat picture, SampleRandom random)
    {
        Wall(picture, random.Of(s_walls) * random.Between(0.85, 1.05), random);
    }

    /// <summary>A room, for a group: wall, windows or pictures, a skirting.</summary>
    public static void Room(Mat picture, SampleRandom random)
    {
        Wall(picture, random.Of(s_walls) * random.Between(0.75, 1), random);
        (int columns, int rows) = (picture.Cols, picture.Rows);
        int things = random.Whole(1, 4);
        for (int i = 0; i < things; i++)
        {
            int width = random.Whole(columns / 8, columns / 4), height = random.Whole(rows / 6, rows / 2);
            int x = (columns * i / things) + random.Whole(0, Math.Max(1, (columns / things) - width)), y = random.Whole(rows / 24, rows / 5);
            Tint glass = random.Chance(0.5) ? Tint.Rgb(188, 218, 238) : random.Of(s_walls) * 0.7f;
            Rect frame = new(x, y, width, height), inner = new(x + 10, y + 10, width - 20, height - 20);
            Cv2.Rectangle(picture, new Rect(x + 6, y + 8, width, height), Colour(Tint.Rgb(110, 110, 112)), -1);
            Cv2.Rectangle(picture, frame, Colour(random.Chance(0.5) ? Tint.Rgb(240, 240, 238) : Tint.Rgb(112, 82, 58)), -1);
            Cv2.Rectangle(picture, inner, Colour(glass), -1);
            Cv2.Line(picture, new Point(x + (width / 2), y + 10), new Point(x + (width / 2), y + height - 10), Colour(glass * 0.8f), 6);
        }

        Cv2.Rectangle(picture, new Rect(0, rows * 9 / 10, columns, rows / 10 + 1), Colour(Tint.Rgb(120, 100, 84) * random.Between(0.7, 1.1)), -1);
        Cv2.GaussianBlur(picture, picture, default, random.Between(1.5, 5)); // people are in focus, the room is not
    }

    /// <summary>A counter before people, from a row down.</summary>
    public static void Counter(Mat picture, float top, SampleRandom random)
    {
        (int columns, int rows, int row) = (picture.Cols, picture.Rows, (int)top);
        Tint wood = random.Of([Tint.Rgb(168, 128, 92), Tint.Rgb(206, 200, 192), Tint.Rgb(96, 84, 78)]);
        if (row < rows)
        {
            Cv2.Rectangle(picture, new Rect(0, row, columns, rows - row), Colour(wood * 0.7f), -1);
            Cv2.Rectangle(picture, new Rect(0, row, columns, Math.Min(rows - row, 26)), Colour(wood), -1);
            Cv2.Rectangle(picture, new Rect(0, row, columns, Math.Min(rows - row, 4)), Colour(wood * 1.2f), -1);
        }
    }

    private static Scalar Colour(Tint tint) => new(tint.B, tint.G, tint.R);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Wall(Mat picture, Tint tint, SampleRandom random)
    {
        byte* pixel = (byte*)picture.Data;
        (int columns, int rows) = (picture.Cols, picture.Rows);
        (float cx, float cy, float fall) = (columns * random.Between(0.2, 0.8), rows * random.Between(0.1, 0.6), random.Between(0.15, 0.45));
        float size = 1f / Math.Max(columns, rows);
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++, pixel += 3)
            {
                (float dx, float dy) = ((x - cx) * size, (y - cy) * size);
                float light = 1.04f - (fall * ((dx * dx) + (dy * dy)));
                pixel[0] = (byte)Math.Clamp(tint.B * light, 0, 255);
                pixel[1] = (byte)Math.Clamp(tint.G * light, 0, 255);
                pixel[2] = (byte)Math.Clamp(tint.R * light, 0, 255);
            }
        }
    }
}
