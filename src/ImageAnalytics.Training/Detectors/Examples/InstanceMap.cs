using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>The masks of all objects of a prepared picture as one picture of numbers, which is quickly changed with it.</summary>
internal static class InstanceMap
{
    /// <summary>Draws the masks, numbered by position from 1, as CV_16UC1. The caller disposes it.</summary>
    /// <param name="example">The picture.</param>
    /// <param name="covered">Objects of which pixels are hidden by a smaller one, so that the map does not have all of them.</param>
    public static unsafe Mat Draw(DetectionExample example, out IReadOnlySet<int> covered)
    {
        HashSet<int> hidden = [];
        Mat map = new(example.Height, example.Width, MatType.CV_16UC1, Scalar.All(0));
        foreach ((int i, ObjectMask mask) in example.Objects.Index().Where(o => o.Item.Mask is not null).Select(o => (o.Index, o.Item.Mask!)).OrderByDescending(o => o.Item2.Area))
        {
            int rows = Math.Min(mask.Height, example.Height - mask.Top), columns = Math.Min(mask.Width, example.Width - mask.Left);
            for (int y = 0; y < rows; y++)
            {
                ushort* row = (ushort*)map.Ptr(mask.Top + y) + mask.Left;
                for (int x = 0; x < columns; x++)
                {
                    if (mask.Pixels[(y * mask.Width) + x] == 0)
                    {
                        continue;
                    }

                    if (row[x] != 0)
                    {
                        hidden.Add(row[x] - 1);
                    }

                    row[x] = (ushort)(i + 1);
                }
            }
        }

        covered = hidden;
        return map;
    }

    /// <summary>The mask of one object, as large as the picture, CV_8UC1. The caller disposes it.</summary>
    public static unsafe Mat DrawOne(DetectionExample example, ObjectMask mask)
    {
        Mat whole = new(example.Height, example.Width, MatType.CV_8UC1, Scalar.All(0));
        int rows = Math.Min(mask.Height, example.Height - mask.Top), columns = Math.Min(mask.Width, example.Width - mask.Left);
        for (int y = 0; y < rows; y++)
        {
            mask.Pixels.AsSpan(y * mask.Width, columns).CopyTo(new Span<byte>((byte*)whole.Ptr(mask.Top + y) + mask.Left, columns));
        }

        return whole;
    }

    /// <summary>The pixels of an object that has a mask of its own.</summary>
    /// <param name="whole">CV_8UC1, 0 where it is not.</param>
    /// <param name="box">Its box; pixels that it covers in part belong to it.</param>
    public static unsafe ObjectMask CutOne(Mat whole, BoundingBox box)
    {
        (int left, int top, int width, int height) = PixelsOf(box, whole);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            byte* row = (byte*)whole.Ptr(top + y) + left;
            for (int x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = row[x] != 0 ? (byte)1 : (byte)0;
            }
        }

        return new ObjectMask(left, top, width, height, pixels);
    }

    /// <summary>The pixels of one object.</summary>
    /// <param name="map">CV_16UC1.</param>
    /// <param name="instance">Its number.</param>
    /// <param name="box">Its box; pixels that it covers in part belong to it.</param>
    public static unsafe ObjectMask Cut(Mat map, int instance, BoundingBox box)
    {
        (int left, int top, int width, int height) = PixelsOf(box, map);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            ushort* row = (ushort*)map.Ptr(top + y) + left;
            for (int x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = row[x] == instance ? (byte)1 : (byte)0;
            }
        }

        return new ObjectMask(left, top, width, height, pixels);
    }

    private static (int Left, int Top, int Width, int Height) PixelsOf(BoundingBox box, Mat picture)
    {
        (int left, int top) = (Math.Max(0, (int)Math.Floor(box.X)), Math.Max(0, (int)Math.Floor(box.Y)));
        return (left, top, Math.Min(picture.Cols, (int)Math.Ceiling(box.Right)) - left, Math.Min(picture.Rows, (int)Math.Ceiling(box.Bottom)) - top);
    }
}
