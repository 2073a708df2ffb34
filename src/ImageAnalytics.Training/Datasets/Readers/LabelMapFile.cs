using System.Runtime.InteropServices;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Takes a picture of instance numbers apart.</summary>
internal static class LabelMapFile
{
    private const int MostInstances = 65_535;

    /// <summary>Reads a map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why it cannot be used; null where it can.</param>
    /// <returns>The mask of each instance in order of their numbers; null where the map cannot be used.</returns>
    public static IReadOnlyList<RunLengths>? Read(string path, out string? problem)
    {
        byte[] bytes = File.ReadAllBytes(path);
        problem = ImageFile.Open(bytes, ImageLimits.Default).Failure?.Message;
        if (problem is not null)
        {
            return null;
        }

        try
        {
            using Mat map = Cv2.ImDecode(bytes, ImreadModes.Unchanged);
            int[]? numbers = map.Empty() ? null : Numbers(map);
            problem = numbers is null ? "it is no picture of 8 or 16 bits." : null;
            IReadOnlyList<RunLengths>? instances = numbers is null ? null : Split(numbers, map.Width, map.Height);
            problem ??= instances is null ? $"it has more than {MostInstances} instances." : null;
            return instances;
        }
        catch (OpenCVException e)
        {
            problem = $"it cannot be decoded ({e.Message}).";
            return null;
        }
    }

    private static int[]? Numbers(Mat map)
    {
        int width = map.Width, height = map.Height, channels = map.Channels(), depth = map.Depth();
        int[] numbers = new int[width * height];
        for (int y = 0; y < height; y++)
        {
            Span<int> row = numbers.AsSpan(y * width, width);
            if (depth == MatType.CV_16U && channels == 1)
            {
                ReadOnlySpan<ushort> values = MemoryMarshal.Cast<byte, ushort>(RowOf(map, y));
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = values[x];
                }
            }
            else if (depth == MatType.CV_8U)
            {
                ReadOnlySpan<byte> values = RowOf(map, y);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = channels < 3 ? values[x * channels]
                        : values[x * channels] | (values[(x * channels) + 1] << 8) | (values[(x * channels) + 2] << 16);
                }
            }
            else
            {
                return null;
            }
        }

        return numbers;
    }

    private static unsafe ReadOnlySpan<byte> RowOf(Mat map, int y) => new((void*)map.Ptr(y), map.Width * (int)map.ElemSize());

    private static List<RunLengths>? Split(int[] numbers, int width, int height)
    {
        SortedDictionary<int, (int Left, int Top, int Right, int Bottom)> windows = [];
        int last = 0;
        (int Left, int Top, int Right, int Bottom) window = default;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] == 0)
            {
                continue;
            }

            (int y, int x) = Math.DivRem(i, width);
            if (numbers[i] != last)
            {
                Keep(windows, last, window);
                last = numbers[i];
                window = windows.GetValueOrDefault(last, (x, y, x, y));
                if (windows.Count > MostInstances)
                {
                    return null;
                }
            }

            window = (Math.Min(window.Left, x), Math.Min(window.Top, y), Math.Max(window.Right, x), Math.Max(window.Bottom, y));
        }

        Keep(windows, last, window);
        return [.. windows.Select(w => Cut(numbers, width, height, w.Key, w.Value))];
    }

    private static void Keep(SortedDictionary<int, (int Left, int Top, int Right, int Bottom)> windows, int number, (int Left, int Top, int Right, int Bottom) window)
    {
        if (number != 0)
        {
            windows[number] = window;
        }
    }

    private static RunLengths Cut(int[] numbers, int width, int height, int number, (int Left, int Top, int Right, int Bottom) window)
    {
        int columns = window.Right - window.Left + 1, rows = window.Bottom - window.Top + 1;
        byte[] pixels = new byte[columns * rows];
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<int> from = numbers.AsSpan(((window.Top + y) * width) + window.Left, columns);
            for (int x = 0; x < columns; x++)
            {
                pixels[(y * columns) + x] = from[x] == number ? (byte)1 : (byte)0;
            }
        }

        return RunLengths.FromWindow(width, height, window.Left, window.Top, columns, rows, pixels);
    }
}
