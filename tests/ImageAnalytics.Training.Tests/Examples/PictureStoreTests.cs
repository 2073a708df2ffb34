using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Tests.Datasets;
using ImageAnalytics.Training.Trainers;

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
        string message = Assert.Throws<TrainingException>(() => Open(0)).Message;
        Assert.Contains("2 of 3 pictures cannot be learned from", message, StringComparison.Ordinal);
        Assert.Contains("'a/2.png'", message, StringComparison.Ordinal);
        Assert.Contains("'b/3.jpg'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_BeyondTheLimit_IsTheSame_AndItsChangeIsNoticed()
    {
        string path = DrawnData.Picture(_workspace, "data/a/1.png", shade: 40);
        DrawnData.Picture(_workspace, "data/a/2.png", shade: 50);
        PictureStore kept = Open(PictureStore.DefaultLimit), again = Open(0);
        Assert.Equal(kept[0].Pixels, again[0].Pixels);

        DrawnData.Picture(_workspace, "data/a/1.png", shade: 41);
        Assert.Contains("'a/1.png' has changed since the training began", Assert.Throws<TrainingException>(() => again[0]).Message, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains("could be read when the training began, and cannot now", Assert.Throws<TrainingException>(() => again[0]).Message, StringComparison.Ordinal);
        Assert.NotEmpty(kept[0].Pixels);
    }

    [Fact]
    public void Digest_FollowsContentsAndLabels()
    {
        DrawnData.Picture(_workspace, "data/a/1.png", shade: 40);
        DrawnData.Picture(_workspace, "data/b/2.png", shade: 50);
        string first = Open(0).Digest();
        Assert.Equal(first, Open(PictureStore.DefaultLimit).Digest());

        DrawnData.Picture(_workspace, "data/b/2.png", shade: 51);
        string changed = Open(0).Digest();
        File.Move(_workspace["data/b/2.png"], _workspace["data/a/2.png"]);
        Assert.Equal(3, new[] { first, changed, Open(0).Digest() }.Distinct().Count());
    }

    private PictureStore Open(long limit)
    {
        InputSpec input = RecipeReader.Load(Path.Combine(Repository.Root, "recipes", "parts-kind.yaml")).Input;
        return new PictureStore(DatasetReader.Read(_workspace["data"], DatasetFormat.Folder, new DatasetReaderOptions()).Images, new InputPreparation(input), limit);
    }
}
