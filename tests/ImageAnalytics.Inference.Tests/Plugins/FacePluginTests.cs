using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.Face;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Plugins;

/// <summary>The plugin face with real models; skipped where they are missing.</summary>
public sealed class FacePluginTests(InstalledCatalog catalog) : IClassFixture<InstalledCatalog>, IDisposable
{
    private const string Portrait = "known/obama/obama.jpg";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];
    private readonly FacePlugin _plugin = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ultraface-320", 25, false)]
    [InlineData("ultraface-640", 26, false)]
    [InlineData("yunet", 26, true)]
    [InlineData("yunet-n", 26, true)]
    public void Detectors_GroupOf26_AreFoundOnceEach(string detector, int faces, bool points)
    {
        using Picture picture = Picture.Read(Shared.Path_("models", "samples", "faces-group-11.jpg"));
        using IAnalyzer analyzer = _plugin.Open(Context(detector, null));

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, picture.Region);

        Assert.Equal(faces, found.Count);
        Assert.All(found, f => Assert.Equal((ObservationKinds.Face, "", points), (f.Kind, f.Label, f.Points is { Count: 5 })));
        Assert.All(found, f => Assert.Equal(points, f.Detail is null));
        Assert.All(found.Where(f => f.Points is not null), f => Assert.All(f.Points!, p => Assert.True(f.Box!.Value.Scale(1, 1).Intersect(new BoundingBox(p.X, p.Y, 1, 1)).Area > 0)));
        Assert.Equal(!points, _notes.Contains($"The detector '{detector}' gives no points: faces have a box, but neither points nor an identity."));
    }

    [Fact]
    public void Detectors_FaceThatFillsThePicture_IsFoundOnce()
    {
        // A portrait cut to little more than its face, and drawn large: too large for the detector's first size.
        using OpenCvSharp.Mat portrait = OpenCvSharp.Cv2.ImRead(Example(Portrait)), large = new();
        using IAnalyzer analyzer = _plugin.Open(Context("yunet-n", null));
        using Picture whole = Picture.Read(Example(Portrait));
        BoundingBox box = Assert.Single(PluginHost.Look(analyzer, whole.Region)).Box!.Value;
        using OpenCvSharp.Mat face = new(portrait, new OpenCvSharp.Rect((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height));
        OpenCvSharp.Cv2.Resize(face, large, new OpenCvSharp.Size(), 4, 4);
        string path = _folder.In("large.png");
        large.SaveImage(path);
        using Picture picture = Picture.Read(path);

        Observation found = Assert.Single(PluginHost.Look(analyzer, picture.Region));

        Assert.True(found.Box!.Value.IoU(new BoundingBox(0, 0, large.Cols, large.Rows)) > 0.6);
    }

    [Fact]
    public void Gallery_FolderOfPeople_NamesThemAndKeepsTheDistanceOfStrangers()
    {
        Person("anna", Portrait);
        using IAnalyzer analyzer = _plugin.Open(Context("yunet-n", "mobileface-v2", new JsonObject { ["gallery"] = "./known", ["tolerance"] = 0.6 }));
        using Picture two = Picture.Read(Example("query/two_people.jpg"));

        IReadOnlyList<Observation> found = PluginHost.Look(analyzer, two.Region);

        Assert.Equal(["", "anna"], found.Select(f => f.Label).Order(StringComparer.Ordinal));
        Assert.All(found, f => Assert.Equal(f.Label == "anna", Distance(f) <= 0.6));
        Assert.All(found, f => Assert.Equal(1, f.Embedding!.Sum(v => (double)v * v), 1e-5));
    }

    [Fact]
    public void Open_SeveralLanes_EnrollOnceAndSayOnceWhatWasLeftOut()
    {
        Person("anna", Portrait);
        File.WriteAllText(_folder.In("known", "anna", "2.jpg"), "no picture");
        File.Copy(Shared.Path_("models", "samples", "faces-group-11.jpg"), _folder.In("known", "anna", "3.jpg"));
        AnalyzerContext context = Context("yunet-n", "mobileface-v2", new JsonObject { ["gallery"] = "./known" });

        using IAnalyzer first = _plugin.Open(context), second = _plugin.Open(context);

        Assert.Equal(2, _notes.Count);
        Assert.StartsWith("The photo 'anna/2.jpg' is left out: ", _notes[0], StringComparison.Ordinal);
        Assert.StartsWith("The photo 'anna/3.jpg' is left out: 26 faces were found on it", _notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhatCannotWork_SaysWhy()
    {
        Person("anna", Portrait);
        Person("berta", Portrait);
        Directory.CreateDirectory(_folder.In("empty"));
        Refused("the same file", "yunet-n", "mobileface-v2", "./known");
        Refused("holds no photo. Put a sub-folder with photos into it for each person", "yunet-n", "mobileface-v2", "./empty");
        Refused("gives no points, without which faces cannot be aligned and compared", "ultraface-320", "mobileface-v2", "./known");
        Refused("names no embedding model", "yunet-n", null, "./known");
        Refused($"there is no folder '{_folder.In("nobody")}'. Make it, and put a sub-folder with photos into it for each person", "yunet-n", "mobileface-v2", "./nobody");
        Refused("There is no gallery 'staff'", "yunet-n", "mobileface-v2", "staff");
        Refused("its task is face-detection; expected face-embedding", "yunet-n", "yunet", null);
    }

    [Fact]
    public void Open_NobodyCanBeEnrolled_NamesEveryPhoto()
    {
        Directory.CreateDirectory(_folder.In("known", "anna"));
        File.Copy(Shared.Path_("models", "samples", "dog.jpg"), _folder.In("known", "anna", "dog.jpg"));
        Refused("none of 1 photos shows one face alone", "yunet-n", "mobileface-v2", "./known");
        Refused("The photo 'anna/dog.jpg' is left out: no face was found on it.", "yunet-n", "mobileface-v2", "./known");
    }

    [Fact]
    public void FilesOf_NamesTheGalleryAlone()
    {
        Person("anna", Portrait);
        Assert.Equal([_folder.In("known")], _plugin.FilesOf(Context("yunet-n", "mobileface-v2", new JsonObject { ["gallery"] = "./known" })));
        Assert.Empty(_plugin.FilesOf(Context("yunet-n", "mobileface-v2")));
    }

    [Fact]
    public void MinFaceSize_CountsPixelsOfTheWholeImage()
    {
        using Picture picture = Picture.Read(Shared.Path_("models", "samples", "faces-group-11.jpg"));
        using IAnalyzer analyzer = _plugin.Open(Context("yunet", null, new JsonObject { ["minFaceSize"] = 42 }));
        IReadOnlyList<Observation> large = PluginHost.Look(analyzer, picture.Region);
        Assert.InRange(large.Count, 1, 25);
        Assert.All(large, f => Assert.True(Math.Min(f.Box!.Value.Width, f.Box.Value.Height) >= 42));

        // The same pixels as a reduced decode of a picture of twice the size: every face is twice as large.
        Region reduced = new(new Image("twice", new string('0', 64), 2 * picture.Pixels.Width, 2 * picture.Pixels.Height), new BoundingBox(0, 0, 2 * picture.Pixels.Width, 2 * picture.Pixels.Height), picture.Pixels);
        Assert.Equal(26, PluginHost.Look(analyzer, reduced).Count);
    }

    private static double Distance(Observation face) => JsonDocument.Parse(face.Detail!).RootElement.GetProperty("distance").GetDouble();

    private void Refused(string message, string detector, string? embedding, string? gallery)
    {
        PluginException refused = Assert.Throws<PluginException>(() => _plugin.Open(Context(detector, embedding, gallery is null ? [] : new JsonObject { ["gallery"] = gallery })).Dispose());
        Assert.Contains(refused.Problems, p => p.Contains(message, StringComparison.Ordinal));
    }

    private void Person(string name, string photo)
    {
        Directory.CreateDirectory(_folder.In("known", name));
        File.Copy(Example(photo), _folder.In("known", name, "1.jpg"));
    }

    private string Example(string path)
    {
        string copy = _folder.In("examples", Path.GetFileName(path));
        if (!File.Exists(copy))
        {
            Directory.CreateDirectory(_folder.In("examples"));
            System.IO.Compression.ZipFileExtensions.ExtractToFile(
                System.IO.Compression.ZipFile.OpenRead(Shared.Path_("data", "faces-examples", "faces-examples.zip")).GetEntry("faces-examples/" + path)!, copy);
        }

        return copy;
    }

    private AnalyzerContext Context(string detector, string? embedding, JsonObject? options = null) => new()
    {
        StepId = "people",
        ModelFolders = embedding is null
            ? new Dictionary<string, string> { ["detector"] = catalog.Model(detector) }
            : new Dictionary<string, string> { ["detector"] = catalog.Model(detector), ["embedding"] = catalog.Model(embedding) },
        Options = options ?? [],
        PipelineFolder = _folder.Path,
        DataFolder = _folder.In("data"),
        Log = new Notes(_notes),
    };

    private sealed class Notes(List<string> notes) : IAnalyzerLog
    {
        public void Warn(string message) => notes.Add(message);
    }
}
