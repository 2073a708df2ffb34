using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ImageAnalytics.Acceptance;

/// <summary>Real models give the answers that they are known to give.</summary>
public sealed class KnownAnswersTests : IDisposable
{
    private const int Digits = 1000, Side = 28, Classes = 10, ImagesHeader = 16, LabelsHeader = 8;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public KnownAnswersTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Squeezenet_SamplePictures_AreNamedRightly()
    {
        SharedFiles.InstallModels(_program);
        SharedFiles.Samples(_workspace["in"], "kitten_224.png", "fish.png");
        CliResult result = _program.Run("run", "scene", "--input", "in", "--output", "out");
        CsvRow[] first = [.. result.Csv.Rows("classifications.csv").Where(r => r["rank"] == "1")];
        CsvRow kitten = Assert.Single(first, r => r["path"] == "kitten_224.png"), fish = Assert.Single(first, r => r["path"] == "fish.png");
        Assert.Contains("tabby", kitten["label"], StringComparison.Ordinal);
        Assert.InRange(double.Parse(kitten["confidence"], null), 0.85, 1.0);
        Assert.Contains("tench", fish["label"], StringComparison.Ordinal);
    }

    [Fact]
    public void Detectors_SamplePictures_FindWhatIsThere()
    {
        SharedFiles.InstallModels(_program);
        SharedFiles.Samples(_workspace["in"], "dog.jpg", "giraffe.jpg");
        string[] models = ["fastestdet", "nanodet-m", "yolo-fastest", "yolo-fastest-xl"];
        string pipeline = _workspace.Write("four.yaml", "name: four\nsteps:\n" + string.Concat(models.Select(m => $"  - {{ id: {m}, plugin: single-shot-detector, model: {m} }}\n")));
        ILookup<(string, string), string> labels = _program.Run("run", pipeline, "--input", "in", "--output", "out").Csv
            .Rows("detections.csv").ToLookup(r => (r["path"], r["step"]), r => r["label"]);
        Assert.All((string[])["fastestdet", "yolo-fastest-xl"], m => Assert.Superset(new HashSet<string> { "dog", "bicycle", "car" }, labels[("dog.jpg", m)].ToHashSet()));
        Assert.All(models, m => Assert.Superset(new HashSet<string> { "giraffe", "zebra" }, labels[("giraffe.jpg", m)].ToHashSet()));
    }

    [Fact]
    public void LenetFrozen_MnistTrainingDigits_AnswersAsItsWeightsDoAndReachesItsAccuracy()
    {
        SharedFiles.InstallModels(_program);
        byte[] images = Unzip("train-images-idx3-ubyte.gz"), labels = Unzip("train-labels-idx1-ubyte.gz");
        Directory.CreateDirectory(_workspace["in"]);
        for (int i = 0; i < Digits; i++)
        {
            using Mat mat = Mat.FromPixelData(Side, Side, MatType.CV_8UC1, images.AsSpan(ImagesHeader + i * Side * Side, Side * Side).ToArray());
            mat.SaveImage(_workspace[$"in/{i:0000}-{labels[LabelsHeader + i]}.png"]);
        }

        IReadOnlyList<CsvRow> rows = _program.Run("run", "digits-tf", "--input", "in", "--output", "out").Csv.Rows("classifications.csv");
        Assert.Equal(Digits, rows.Count);
        float[][] expected = [.. Expected().Chunk(Classes)];
        Assert.All(expected.Zip(rows), pair =>
        {
            Assert.Equal($"{Array.IndexOf(pair.First, pair.First.Max())}", pair.Second["label"]);
            Assert.Equal(pair.First.Max(), double.Parse(pair.Second["confidence"], null), 2e-4); // The manifest's tolerance, and four decimals.
        });

        // The manifest measured the first 500 digits. The network itself, not how we run it, is weaker on those that follow.
        Assert.InRange(Accuracy(rows.Take(500)), 0.974, 1.0);
        Assert.InRange(Accuracy(rows), 0.965, 1.0);
    }

    private static double Accuracy(IEnumerable<CsvRow> rows) => rows.Average(r => r["path"][^5..^4] == r["label"] ? 1.0 : 0.0);

    // The numbers of expected.npy, 32-bit floats behind a header whose length stands at byte 8 (NPY format 1.0).
    private static float[] Expected()
    {
        byte[] npy = File.ReadAllBytes(Repository.Shared("models-tf", "lenet-frozen-tf112", "expected.npy"));
        return MemoryMarshal.Cast<byte, float>(npy.AsSpan(10 + BinaryPrimitives.ReadUInt16LittleEndian(npy.AsSpan(8)))).ToArray();
    }

    private static byte[] Unzip(string name)
    {
        using GZipStream stream = new(File.OpenRead(Repository.Shared("data", "mnist", name)), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
