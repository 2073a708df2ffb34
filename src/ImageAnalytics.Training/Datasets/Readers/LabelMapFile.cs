using System.Runtime.InteropServices;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Takes a picture of instance numbers apart.</summary>
internal static class LabelMapFile
{
    private const int MostInstances = 65_535;
    private const double LeastClear = 0.95;

    /// <summary>Reads a map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why it cannot be used; null where it can.</param>
    /// <returns>The mask of each instance in order of their numbers; null where the map cannot be used.</returns>
    public static IReadOnlyList<RunLengths>? Read(string path, out string? problem)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }

        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        problem = file.Failure?.Message;
        if (problem is not null)
        {
            return null;
        }

        bool isLossy = file.Header?.Format == ImageFormat.Jpeg;
        bytes = file.Header?.Format == ImageFormat.Png ? PalettePng.WithNumbers(bytes) : bytes;

        try
        {
            using Mat map = Cv2.ImDecode(bytes, ImreadModes.Unchanged);
            int[]? numbers = map.Empty() ? null : Numbers(map);
            problem = numbers is null ? "it is no picture of 8 or 16 bits." : isLossy && !TryRound(numbers) ? "JPEG has changed its numbers, and they are not black and white alone. Save it as PNG." : null;
            numbers = problem is null ? numbers : null;
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

    // JPEG blurs what it stores: of black and white it is known what they were, of numbers it is not.
    private static bool TryRound(int[] numbers)
    {
        int clear = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            int shade = (numbers[i] >> 8) & 255;
            shade = numbers[i] > 255 ? shade : numbers[i];
            clear += shade is <= 32 or >= 223 ? 1 : 0;
            numbers[i] = shade >= 128 ? 1 : 0;
        }

        return clear >= numbers.Length * LeastClear;
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

    // Column by column, as runs are counted, and once for all instances: a map of many that lie scattered costs no more than one of few.
    private static List<RunLengths>? Split(int[] numbers, int width, int height)
    {
        SortedDictionary<int, (RunLengthsBuilder Runs, int End)> instances = [];
        int total = width * height, number = 0, start = 0;
        for (int place = 0; place <= total; place++)
        {
            int here = place < total ? numbers[(place % height * width) + (place / height)] : 0;
            if (here == number && place < total)
            {
                continue;
            }

            if (number != 0 && !Add(instances, number, start, place, width, height))
            {
                return null;
            }

            (number, start) = (here, place);
        }

        return [.. instances.Values.Select(i => i.Runs.Build())];
    }

    private static bool Add(SortedDictionary<int, (RunLengthsBuilder Runs, int End)> instances, int number, int start, int end, int width, int height)
    {
        if (!instances.TryGetValue(number, out (RunLengthsBuilder Runs, int End) instance))
        {
            if (instances.Count == MostInstances)
            {
                return false;
            }

            instance = (new RunLengthsBuilder(width, height), 0);
        }

        instance.Runs.Add(false, start - instance.End);
        instance.Runs.Add(true, end - start);
        instances[number] = (instance.Runs, end);
        return true;
    }
}
