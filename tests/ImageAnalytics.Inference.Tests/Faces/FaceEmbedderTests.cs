using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Faces;

/// <summary>Aligning and embedding, with the cards of published models over small networks of the same shape.</summary>
public sealed class FaceEmbedderTests : IDisposable
{
    private static readonly int[] s_exchanged = [1, 0, 2, 4, 3];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sface", "1")]
    [InlineData("sface-int8", "1")]
    [InlineData("mobileface-v2", "N")]
    public void Card_OverANetworkOfItsShape_GivesVectorsOfLengthOne(string name, string batch)
    {
        using FaceEmbedder embedder = Open(Write(name, batch));
        using Mat drawn = Draw(1, 0, 0, 0);

        float[] vector = Assert.Single(Embed(embedder, drawn, Template(embedder)))!;

        Assert.Equal((128, 128), (embedder.Length, vector.Length));
        Assert.Equal(1, vector.Sum(v => (double)v * v), 1e-5);
    }

    [Fact]
    public void Embed_TurnedScaledAndShiftedFace_GivesNearlyTheSameVector()
    {
        using FaceEmbedder embedder = Open(Write("sface", "1"));
        using Mat plain = Draw(1, 0, 0, 0), moved = Draw(2.3, 0.5, 260, 90);
        IReadOnlyList<ImagePoint> template = Template(embedder);

        float[] a = Assert.Single(Embed(embedder, plain, template))!;
        float[] b = Assert.Single(Embed(embedder, moved, [.. template.Select(p => Place(p, 2.3, 0.5, 260, 90))]))!;
        float[] unaligned = Assert.Single(Embed(embedder, moved, [.. template.Select(p => Place(p, 2.3, 0, 200, 90))]))!;

        Assert.InRange(Cosine(a, b), 0.99, 1);
        Assert.InRange(Cosine(a, unaligned), -1, 0.9);
    }

    [Fact]
    public void Embed_WithMirror_GivesAFaceAndItsMirrorImageTheSameVector()
    {
        using FaceEmbedder embedder = Open(Write("sface", "1", card => card.Replace("metric: cosine", "metric: cosine\n    mirror: true")
            .Replace(PointsOf(card), "[38, 51, 74, 51, 56, 71, 41, 92, 71, 92]")));
        using Mat drawn = Draw(1, 0, 0, 0), mirrored = new();
        Cv2.Flip(drawn, mirrored, FlipMode.Y);
        ImagePoint[] points = [.. Template(embedder)];
        ImagePoint[] flipped = [.. s_exchanged.Select(i => new ImagePoint(drawn.Cols - points[i].X, points[i].Y))];

        float[] a = Assert.Single(Embed(embedder, drawn, points))!, b = Assert.Single(Embed(embedder, mirrored, flipped))!;

        Assert.InRange(Cosine(a, b), 0.9999, 1.0001);
    }

    [Fact]
    public void Embed_ManyFaces_EachIsAsAlone()
    {
        using FaceEmbedder embedder = Open(Write("mobileface-v2", "N"));
        using Mat drawn = Draw(2.3, 0.5, 260, 90);
        ImagePoint[][] faces = [.. Enumerable.Range(0, 21).Select(i => Template(embedder).Select(p => Place(p, 1 + (i * 0.1), i * 0.1, 200, 60)).ToArray())];
        faces[7] = [.. Enumerable.Repeat(new ImagePoint(9, 9), 5)];

        float[]?[] together = Embed(embedder, drawn, faces);

        Assert.Null(together[7]); // Its points fall together.
        for (int i = 0; i < faces.Length; i++)
        {
            Assert.Equal(Assert.Single(Embed(embedder, drawn, faces[i])), together[i]);
        }
    }

    [Theory]
    [InlineData("  thresholds: { tolerance: 0.637 }\n", "", "'thresholds' lacks 'tolerance'")]
    [InlineData("metric: cosine", "metric: cosinus", "expected one of: cosine, l2. Did you mean 'cosine'?")]
    [InlineData("38.2946, ", "", "'points' has 9 numbers; expected ten")]
    [InlineData("38.2946", "far", "expected a number")]
    [InlineData("width: 112\n      height: 112\n", "width: 112\n      height: 9000\n", "expected a whole number from 1 to 1024")]
    public void Card_Fault_SaysWhatIsExpected(string good, string bad, string message)
    {
        string card = File.ReadAllText(Path.Combine(Shared.Catalog, "sface", "model.yaml"));
        Assert.Contains(good, card, StringComparison.Ordinal);
        PluginException refused = Assert.Throws<PluginException>(() => Inference.Cards.ModelCard.Parse(card.Replace(good, bad), "model.yaml"));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static string PointsOf(string card) => card[card.IndexOf("[38.29", StringComparison.Ordinal)..(card.IndexOf(']', card.IndexOf("[38.29", StringComparison.Ordinal)) + 1)];

    private InstalledModel Write(string name, string batch, Func<string, string>? edit = null)
        => FaceModelFolder.Write(_folder, name, TinyNetwork.Tiles(batch, "data", "fc5_bn"), edit);

    private static FaceEmbedder Open(InstalledModel model) => new(ModelRunner.Open(model));

    private static IReadOnlyList<ImagePoint> Template(FaceEmbedder embedder) => ((IEmbeddingDecoder)embedder.Runner.Decoder).Parameters.Template;

    private static float[]?[] Embed(FaceEmbedder embedder, Mat picture, params IReadOnlyList<ImagePoint>[] faces)
    {
        PixelView pixels = new(picture.Data, picture.Cols, picture.Rows, (int)picture.Step());
        Region region = new(new Image("drawn", new string('0', 64), picture.Cols, picture.Rows), new BoundingBox(0, 0, picture.Cols, picture.Rows), pixels);
        return embedder.Embed(region, [.. faces.Select(f => new FaceDetection(new BoundingBox(0, 0, 1, 1), 1, f))], TestContext.Current.CancellationToken);
    }

    private static ImagePoint Place(ImagePoint p, double scale, double angle, double x, double y)
        => new((scale * ((Math.Cos(angle) * p.X) - (Math.Sin(angle) * p.Y))) + x, (scale * ((Math.Sin(angle) * p.X) + (Math.Cos(angle) * p.Y))) + y);

    // Blobs that no mirror image and no turn brings onto each other.
    private static Mat Draw(double scale, double angle, double x, double y)
    {
        Mat drawn = new(scale > 1 ? 500 : 112, scale > 1 ? 500 : 112, MatType.CV_8UC3, Scalar.All(100));
        foreach ((double cx, double cy, double radius, double grey) in new[] { (30.0, 30.0, 14.0, 250.0), (80, 40, 9, 10), (50, 75, 18, 200), (85, 85, 12, 30) })
        {
            ImagePoint centre = Place(new ImagePoint(cx, cy), scale, angle, x, y);
            Cv2.Circle(drawn, new Point(centre.X, centre.Y), (int)Math.Round(radius * scale), Scalar.All(grey), -1);
        }

        return drawn;
    }

    private static double Cosine(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(v => (double)v * v) * b.Sum(v => (double)v * v));
}
