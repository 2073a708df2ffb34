using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Tests.Datasets;
using ImageAnalytics.Training.Trainers;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Examples;

/// <summary>Pictures are read once, and again where memory is short.</summary>
public sealed class PictureStoreTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Pictures_ThatAreBroken_AreAllNamed()
    {
        DrawnData.Picture(_workspace, "data/a/1.png");
        _workspace.Write("data/a/2.png", "no picture");
        _workspace.Write("data/b/3.jpg", "");
        string message = Assert.Throws<TrainingDataException>(() => Open(0)).Message;
        Assert.Contains("2 of 3 pictures cannot be learned from", message, StringComparison.Ordinal);
        Assert.Contains("'a/2.png'", message, StringComparison.Ordinal);
        Assert.Contains("'b/3.jpg'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_OfAnotherSizeThanTheirLabelsSay_AreNamed()
    {
        DrawnData.Picture(_workspace, "voc/a.png");
        _workspace.Write("voc/a.xml", DrawnData.Voc(DrawnData.VocObject("nut", "2", "2", "60", "50"), width: 80, height: 60));
        DrawnData.Picture(_workspace, "voc/b.png");
        _workspace.Write("voc/b.xml", DrawnData.Voc(DrawnData.VocObject("nut", "2", "2", "20", "20"), "b.png"));
        IReadOnlyList<LabelledImage> images = DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc).Images;
        string message = Assert.Throws<TrainingDataException>(() => new PictureStore(images, new InputPreparation(Input()))).Message;
        Assert.Contains("1 of 2 pictures cannot be learned from", message, StringComparison.Ordinal);
        Assert.Contains("'a.png': It has 40 x 30 pixels, but its labels are for 80 x 60.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void LargePhotographs_AreDecodedAsAPipelineDecodesThem()
    {
        // Noise shows what was left out: whole, linear interpolation would pick single pixels of it.
        Directory.CreateDirectory(_workspace["voc"]);
        using (Mat noise = new(960, 1280, MatType.CV_8UC3))
        {
            Cv2.Randu(noise, Scalar.All(0), Scalar.All(255));
            Assert.True(Cv2.ImWrite(_workspace["voc/a.jpg"], noise));
        }

        _workspace.Write("voc/a.xml", DrawnData.Voc(DrawnData.VocObject("nut", "401", "201", "1000", "600"), "a.jpg", 1280, 960));
        LabelledImage image = Assert.Single(DatasetReader.Read(_workspace["voc"], DatasetFormat.Voc).Images);
        PictureStore store = new([image], new InputPreparation(Input()));
        PreparedPicture prepared = store[0];

        using OpenedPicture opened = OpenedPicture.Open(image, Input().DecodeSize, Input().Background);
        Assert.Equal(160, opened.Whole.Pixels.Width);
        using PicturePreparer preparer = new(Input().Preparation);
        PixelView seen = preparer.Prepare(opened.Whole.Pixels, out _);
        Assert.Equal(InputPreparation.Copy(seen, default).Pixels, prepared.Pixels);

        // Labels stay in pixels of the whole picture.
        Assert.Equal(1000 * 64.0 / 1280, prepared.Mapping.ToPrepared(image.Objects[0].Box).Right - prepared.Mapping.OffsetX, 6);
        Assert.Equal((64.0 / 1280, 1280, 960), (prepared.Mapping.ScaleX, prepared.Mapping.SourceWidth, prepared.Mapping.SourceHeight));
    }

    [Fact]
    public void Picture_ThatEndsEarly_IsBroken()
    {
        string path = DrawnData.Picture(_workspace, "data/a/1.jpg", 640, 480);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^400]);
        Assert.Contains("1 of 1 pictures cannot be learned from", Assert.Throws<TrainingDataException>(() => Open(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_IsStopped()
    {
        DrawnData.Picture(_workspace, "data/a/1.png");
        IReadOnlyList<LabelledImage> images = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder).Images;
        Assert.ThrowsAny<OperationCanceledException>(() => new PictureStore(images, new InputPreparation(Input()), cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void TransparentPixels_AreOnTheBackgroundThatTheModelSees()
    {
        using (Mat clear = new(30, 40, MatType.CV_8UC4, new Scalar(0, 0, 200, 0)))
        {
            Directory.CreateDirectory(_workspace["data/a"]);
            Assert.True(Cv2.ImWrite(_workspace["data/a/1.png"], clear));
        }

        IReadOnlyList<LabelledImage> images = DatasetReader.Read(_workspace["data"], DatasetFormat.Folder).Images;
        InputSpec input = Input() with { Background = new BackgroundColour(255, 255, 255) };
        PreparedPicture prepared = new PictureStore(images, new InputPreparation(input))[0];
        int middle = ((prepared.Height / 2 * prepared.Width) + (prepared.Width / 2)) * 3;
        Assert.Equal([255, 255, 255], prepared.Pixels[middle..(middle + 3)]);
    }

    [Fact]
    public void Picture_BeyondTheLimit_IsTheSame_AndItsChangeIsNoticed()
    {
        string path = DrawnData.Picture(_workspace, "data/a/1.png", shade: 40);
        DrawnData.Picture(_workspace, "data/a/2.png", shade: 50);
        PictureStore kept = Open(null), again = Open(0);
        Assert.Equal(kept[0].Pixels, again[0].Pixels);

        DrawnData.Picture(_workspace, "data/a/1.png", shade: 41);
        Assert.Contains("'a/1.png' has changed since the training began", Assert.Throws<TrainingDataException>(() => again[0]).Message, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains("could be read when the training began, and cannot now", Assert.Throws<TrainingDataException>(() => again[0]).Message, StringComparison.Ordinal);
        Assert.NotEmpty(kept[0].Pixels);
    }

    [Fact]
    public void Digest_FollowsContentsAndLabels()
    {
        DrawnData.Picture(_workspace, "data/a/1.png", shade: 40);
        DrawnData.Picture(_workspace, "data/b/2.png", shade: 50);
        string first = Open(0).Digest();
        Assert.Equal(first, Open(null).Digest());

        DrawnData.Picture(_workspace, "data/b/2.png", shade: 51);
        string changed = Open(0).Digest();
        File.Move(_workspace["data/b/2.png"], _workspace["data/a/2.png"]);
        Assert.Equal(3, new[] { first, changed, Open(0).Digest() }.Distinct().Count());
    }

    private PictureStore Open(long? limit)
    {
        return new PictureStore(DatasetReader.Read(_workspace["data"], DatasetFormat.Folder, new DatasetReaderOptions()).Images, new InputPreparation(Input()), limit);
    }

    private static InputSpec Input() => RecipeReader.Load(Path.Combine(Repository.Root, "recipes", "parts-kind.yaml")).Input;
}
