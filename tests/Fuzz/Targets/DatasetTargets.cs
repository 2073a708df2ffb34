using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Seeds;
using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>Labelled pictures in every format, and the masks in them.</summary>
internal static class DatasetTargets
{
    private static readonly byte[] s_picture = DrawnFiles.Pictures("bmp").First();
    private static readonly byte[] s_map = DrawnFiles.Pictures("png").First();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Dataset("idx", DatasetFormat.Idx, "train-images-idx3-ubyte", DatasetSeeds.Idx(), [], ("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 3, 1])) with { Tokens = [[0, 0, 8, 3], [0, 0, 8, 1], [0x1f, 0x8b, 8], [0xff, 0xff, 0xff, 0xff]] },
        Dataset("idx-labels", DatasetFormat.Idx, "train-labels-idx1-ubyte", [[0, 0, 8, 1, 0, 0, 0, 2, 3, 1]], [], ("train-images-idx3-ubyte", DatasetSeeds.Idx()[0])),
        Dataset("voc", DatasetFormat.Voc, "a.xml", [.. DatasetSeeds.Voc()], DatasetSeeds.VocWords, ("a.bmp", s_picture)),
        Dataset("coco", DatasetFormat.Coco, "coco.json", [.. DatasetSeeds.Coco()], DatasetSeeds.CocoWords, ("a.bmp", s_picture), ("b.bmp", s_picture)) with { MaxBytes = 8192 },
        Dataset("yolo", DatasetFormat.Yolo, "labels/a.txt", [.. DatasetSeeds.Yolo()], Words.Of("0 ", " 0.5", "\n", " 1e9", " -1", " nan", " 0.5 0.5"), ("images/a.bmp", s_picture)),
        Dataset("yolo-names", DatasetFormat.Yolo, "data.yaml", [.. Words.Of("names: [a, b]\nnc: 2\n", "names:\n  0: a\n  3: \"b\"\n", "names: &x [*x, a]\n")], Words.Yaml, ("images/a.bmp", s_picture), ("labels/a.txt", "0 0.5 0.5 0.2 0.2"u8.ToArray())) with { MaxBytes = 60_000 },
        Dataset("map-index", DatasetFormat.LabelMap, "index.csv", [.. Words.Of("id,split\na,train\n", "\"split\",\"id\"\n\"test\",\"a\"\n")], Words.Of(",", "\n", "\"", "id", "split", "train"), ("images/a.png", s_map), ("labels/a.png", s_map)) with { Share = 0.2 },
        Dataset("map", DatasetFormat.LabelMap, "labels/a.png", [s_map], Words.Of("IHDR", "IDAT"), ("images/a.png", s_map)) with { Share = 0.2 },
        Dataset("pairs", DatasetFormat.Pairs, "pairs.txt", [.. Words.Of("2\t1\nA\t1\t2\nA\t1\tB\t1\n", "A 1 2\n", "10 300\nA 1 B 1\n")], Words.Of("\t", "\n", "A", "B", "0001", "1000000 1000000\n"), ("A/A_0001.bmp", s_picture), ("A/A_0002.bmp", s_picture), ("B/B_0001.bmp", s_picture)),
        new FuzzTarget("archive", ReadArchive) { Allowed = [typeof(DatasetException)], Seeds = DatasetSeeds.Archives, Tokens = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 1, 2], [0x50, 0x4b, 5, 6], [0x50, 0x4b, 6, 6], .. Words.Of("../", "/", "\0", "a.bmp")], Share = 0.5 },
        new FuzzTarget("mask", ReadMask) { Seeds = DatasetSeeds.Masks, Tokens = Words.Of("0", "o", "P", "_o3", "ooooooo"), MaxBytes = 2048 },
    ];

    private static FuzzTarget Dataset(string name, DatasetFormat format, string file, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> tokens, params (string Path, byte[] Bytes)[] others)
    {
        Lazy<string> folder = new(() =>
        {
            foreach ((string path, byte[] bytes) in others)
            {
                Scratch.Write($"{name}/{path}", bytes);
            }

            return Scratch.Folder(name);
        });
        return new FuzzTarget(name, Read) { Allowed = [typeof(DatasetException)], Seeds = () => seeds, Tokens = tokens };

        void Read(byte[] input)
        {
            string root = folder.Value, path = Scratch.Write($"{name}/{file}", input);
            // As reports read what is known to be true: the file itself is named.
            Dataset data = DatasetReader.Read(format is DatasetFormat.Coco ? path : root, format);
            foreach (LabelledObject one in data.Images.Take(3).SelectMany(i => i.Objects).Take(20))
            {
                _ = data.Classes[one.ClassId];
                if (one.Mask is { } mask && RunLengths.ProblemOf(mask) is { } problem)
                {
                    throw new InvalidOperationException($"A mask that was read is wrong: {problem}");
                }
            }
        }
    }

    private static void ReadArchive(byte[] input)
    {
        string file = Scratch.Write("archive/data.zip", input), cache = Scratch.Folder("archive-cache");
        try
        {
            DatasetReader.Read(file, DatasetFormat.Folder, new DatasetReaderOptions { CacheFolder = cache, MaxUnpackedBytes = 1 << 20 });
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static void ReadMask(byte[] input)
    {
        if (input.Length < 4)
        {
            return;
        }

        (int width, int height) = (BitConverter.ToUInt16(input), BitConverter.ToUInt16(input, 2));
        if (!RunLengths.TryParse(width, height, Words.Text(input[4..]), out RunLengths? runs, out _))
        {
            return;
        }

        _ = runs.Bounds;
        if (RunLengths.Parse(width, height, runs.Compress()).Compress() != runs.Compress())
        {
            throw new InvalidOperationException("A mask that was read and written reads as another.");
        }
    }
}
