using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>The masks of all objects of a prepared picture as one picture of numbers, which is quickly changed with it.</summary>
internal static class InstanceMap
{
    /// <summary>Draws the masks, numbered by position from 1, as CV_16UC1; where two overlap, the later one is seen. The caller disposes it.</summary>
    public static unsafe Mat Draw(DetectionExample example)
    {
        Mat map = new(example.Height, example.Width, MatType.CV_16UC1, Scalar.All(0));
        for (int i = 0; i < example.Objects.Count; i++)
        {
            if (example.Objects[i].Mask is not { } mask)
            {
                continue;
            }

            int rows = Math.Min(mask.Height, example.Height - mask.Top), columns = Math.Min(mask.Width, example.Width - mask.Left);
            for (int y = 0; y < rows; y++)
            {
                ushort* row = (ushort*)map.Ptr(mask.Top + y) + mask.Left;
                for (int x = 0; x < columns; x++)
                {
                    row[x] = mask.Pixels[(y * mask.Width) + x] != 0 ? (ushort)(i + 1) : row[x];
                }
            }
        }

        return map;
    }

    /// <summary>The pixels of one object.</summary>
    /// <param name="map">CV_16UC1.</param>
    /// <param name="instance">Its number.</param>
    /// <param name="box">Its box, in whole pixels, inside the map.</param>
    public static unsafe ObjectMask Cut(Mat map, int instance, BoundingBox box)
    {
        (int left, int top, int width, int height) = ((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height);
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
}
