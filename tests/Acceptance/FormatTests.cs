using OpenCvSharp;

namespace ImageAnalytics.Acceptance;

/// <summary>The same picture in many formats, whole and cut short.</summary>
public sealed class FormatTests : IDisposable
{
    private static readonly double[] s_cuts = [0.10, 0.50, 0.90, 0.99];
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public FormatTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_EightLosslessFilesOfOnePicture_GivesIdenticalRows()
    {
        SharedFiles.InstallModels(_program);
        Directory.CreateDirectory(_workspace["in"]);
        using (Mat mat = new(Repository.Shared("models", "samples", "dog.jpg")))
        {
            Save(mat, "a.png", new ImageEncodingParam(ImwriteFlags.PngCompression, 1));
            Save(mat, "b.png", new ImageEncodingParam(ImwriteFlags.PngCompression, 9), new ImageEncodingParam(ImwriteFlags.PngStrategy, 3));
            Save(mat, "c.bmp");
            Save(mat, "d.tif", new ImageEncodingParam(ImwriteFlags.TiffCompression, 1));
            Save(mat, "e.tiff", new ImageEncodingParam(ImwriteFlags.TiffCompression, 5));
            Save(mat, "f.ppm");
            Save(mat, "g.webp", new ImageEncodingParam(ImwriteFlags.WebPQuality, 101));
            Save(mat, "h.jp2", new ImageEncodingParam(ImwriteFlags.Jpeg2000CompressionX1000, 1000));
        }

        string pipeline = Path.Combine(Repository.Root, "pipelines", "objects.yaml");
        CliResult result = _program.Run("run", pipeline, "--input", "in", "--output", "out");
        Assert.Equal((8, 0), (result.Line.Images, result.Line.Failed));
        string[] rows = [.. result.Csv.Observations.GroupBy(r => r["path"]).Select(g => string.Join('\n', g.Select(r => r.ToString().Replace(g.Key, "", StringComparison.Ordinal))))];
        Assert.Equal(8, rows.Length);
        Assert.Contains("dog", rows[0], StringComparison.Ordinal);
        Assert.All(rows, r => Assert.Equal(rows[0], r));
    }

    [Fact]
    public void Run_TruncatedFilesOfEveryFormat_NoticesEachAndAccusesNoWholeOne()
    {
        DrawnPictures.Draw(_workspace["good"], 60);
        int photos = SharedFiles.Unpack(_workspace["good/photos"], ["data", "photos", "photos.zip"], 10);
        foreach (string file in _workspace.Files("good"))
        {
            byte[] bytes = File.ReadAllBytes(_workspace["good/" + file]);
            foreach (double cut in s_cuts)
            {
                string target = _workspace[FormattableString.Invariant($"cut/{cut * 100:00}/{file}")];
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, bytes[..(int)(bytes.Length * cut)]);
            }
        }

        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        CliResult good = _program.Scan(pipeline, "good", "out"), cutShort = _program.Scan(pipeline, "cut", "out");
        Assert.Equal((60 + photos, 0), (good.Line.Images, good.Csv.Failures.Count));
        Assert.Equal((60 + photos) * s_cuts.Length, cutShort.Line.Images);
        Assert.Empty(cutShort.Csv.Images.Where(r => r["status"] == "ok").Select(r => r["path"]));
        Assert.All(cutShort.Csv.Images, r => Assert.Contains(r["failure"], (string[])["truncated", "damaged", "not-an-image"]));
    }

    private void Save(Mat mat, string name, params ImageEncodingParam[] parameters)
        => File.WriteAllBytes(_workspace["in/" + name], mat.ToBytes(Path.GetExtension(name), parameters));
}
