using System.Buffers.Binary;
using System.IO.Compression;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.Classifier;
using ImageAnalytics.Plugins.SingleShotDetector;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Plugins;

/// <summary>The models of the catalog give the answers that were verified by hand.</summary>
public sealed class KnownAnswersTests(InstalledCatalog catalog, ITestOutputHelper output) : IClassFixture<InstalledCatalog>
{
    [Theory]
    [InlineData("fastestdet", "dog.jpg", "dog", "bicycle", "car")]
    [InlineData("yolo-fastest-xl", "dog.jpg", "dog", "bicycle", "car")]
    [InlineData("fastestdet", "giraffe.jpg", "giraffe", "zebra")]
    [InlineData("nanodet-m", "giraffe.jpg", "giraffe", "zebra")]
    [InlineData("yolo-fastest", "giraffe.jpg", "giraffe", "zebra")]
    [InlineData("yolo-fastest-xl", "giraffe.jpg", "giraffe", "zebra")]
    [InlineData("fastestdet", "person.jpg", "person", "dog")]
    [InlineData("nanodet-m", "person.jpg", "dog", "horse")]
    [InlineData("yolo-fastest-xl", "person.jpg", "person", "dog")]
    public void Detector_SamplePicture_FindsWhatIsThere(string model, string sample, params string[] expected)
    {
        string file = Shared.Path_("models", "samples", sample);
        using IAnalyzer analyzer = PluginHost.Open(new SingleShotDetectorPlugin(), catalog.Model(model));
        using Picture picture = Picture.Read(file);

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        foreach (Observation one in found)
        {
            output.WriteLine($"{one.Label} {one.Confidence:0.0000} {one.Box}");
            BoundingBox box = one.Box!.Value;
            Assert.True(box.X >= 0 && box.Y >= 0 && box.Right <= picture.Pixels.Width + 1e-6 && box.Bottom <= picture.Pixels.Height + 1e-6);
        }

        Assert.Subset(found.Select(f => f.Label).ToHashSet(), expected.ToHashSet());
    }

    [Fact]
    public void FastestDet_Dog_BoxLiesWhereTheDogIs()
    {
        string file = Shared.Path_("models", "samples", "dog.jpg");
        using IAnalyzer analyzer = PluginHost.Open(new SingleShotDetectorPlugin(), catalog.Model("fastestdet"));
        using Picture picture = Picture.Read(file);

        Observation dog = PluginHost.Look(analyzer, picture.Region).First(o => o.Label == "dog");

        // Marked by hand in the 768 x 576 picture.
        Assert.True(dog.Box!.Value.IoU(BoundingBox.FromXyxy(130, 218, 312, 540)) > 0.7, dog.Box.ToString());
    }

    [Theory]
    [InlineData("kitten_224.png", "tabby", 0.85)]
    [InlineData("fish.png", "tench", 0.5)]
    [InlineData("eagle.jpg", "bald eagle", 0.4)]
    public void SqueezeNet_SamplePicture_NamesItFirst(string sample, string label, double atLeast)
    {
        string file = Shared.Path_("models", "samples", sample);
        using IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), catalog.Model("squeezenet"));
        using Picture picture = Picture.Read(file);

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        foreach (Observation one in found)
        {
            output.WriteLine($"{one.Rank} {one.Label} {one.Confidence:0.0000}");
        }

        Assert.StartsWith(label, found[0].Label, StringComparison.Ordinal);
        Assert.True(found[0].Confidence >= atLeast, $"{found[0].Confidence}");
        Assert.Equal([1, 2, 3, 4, 5], found.Select(f => f.Rank));
    }

    [Fact]
    public void LenetFrozen_ThousandDigits_ReachesItsManifestsAccuracy()
    {
        string images = Shared.Path_("data", "mnist", "train-images-idx3-ubyte.gz"), labels = Shared.Path_("data", "mnist", "train-labels-idx1-ubyte.gz");
        byte[] pixels = Gunzip(images, 16 + (1000 * 784)), truth = Gunzip(labels, 8 + 1000);
        Assert.Equal(28u, BinaryPrimitives.ReadUInt32BigEndian(pixels.AsSpan(8)));
        using IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), catalog.Model("lenet-frozen"));
        int right = 0;
        for (int i = 0; i < 1000; i++)
        {
            using Mat grey = Mat.FromPixelData(28, 28, MatType.CV_8UC1, pixels.AsSpan(16 + (i * 784), 784).ToArray());
            Mat colour = new();
            Cv2.CvtColor(grey, colour, ColorConversionCodes.GRAY2BGR);
            using Picture picture = new(colour);
            right += PluginHost.Look(analyzer, picture.Region)[0].Label == $"{truth[8 + i]}" ? 1 : 0;
        }

        output.WriteLine($"{right} of 1000");
        Assert.True(right >= 974, $"{right} of 1000");
    }

    private static byte[] Gunzip(string path, int length)
    {
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
