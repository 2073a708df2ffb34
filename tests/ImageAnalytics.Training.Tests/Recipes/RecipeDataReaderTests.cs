using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Tests.Datasets;

namespace ImageAnalytics.Training.Tests.Recipes;

/// <summary>Which pictures are learned from and which are kept apart.</summary>
public sealed class RecipeDataReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public RecipeDataReaderTests()
    {
        for (int person = 0; person < 6; person++)
        {
            for (int i = 0; i < 5; i++)
            {
                DrawnData.Picture(_workspace, $"people/p{person}/{i}.png", shade: 30 + (person * 30) + i);
            }
        }

        for (int i = 0; i < 6; i++)
        {
            DrawnData.Picture(_workspace, $"parted/{(i < 4 ? "train" : "test")}/c/{i}.png", shade: 30 + i);
        }
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Share_KeepsTheSamePicturesApartEachTime()
    {
        (Dataset train, Dataset validation) = Read("people", "holdOut: { share: 0.3 }");
        Assert.Equal(30, train.Images.Count + validation.Images.Count);
        Assert.InRange(validation.Images.Count, 3, 17);
        Assert.Empty(Names(train).Intersect(Names(validation)));
        Assert.Equal(Names(validation), Names(Read("people", "holdOut: { share: 0.3 }").Validation));
    }

    [Fact]
    public void Style_TakesPicturesWhereverTheyLie()
    {
        DrawnData.Picture(_workspace, "photos/1.png");
        DrawnData.Picture(_workspace, "photos/summer/2.png");
        (Dataset train, Dataset validation) = Read("photos", "holdOut: { lowestIndexHash: 1 }", family: "style", network: "{ picture: s.png, featuresRecipe: f.yaml, featuresWeights: f.safetensors }");
        Assert.Equal(["1.png", "summer/2.png"], Names(train).Concat(Names(validation)).Order(StringComparer.Ordinal));
        Assert.Contains("pictures without folders", Assert.Throws<DatasetException>(() =>
        {
            File.Delete(_workspace["photos/summer/2.png"]);
            return Read("photos", "holdOut: { lowestIndexHash: 1 }");
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassShare_KeepsWholeClassesApart()
    {
        (Dataset train, Dataset validation) = Read("people", "holdOut: { classShare: 0.34 }");
        Assert.NotEmpty(validation.Images);
        Assert.Empty(train.Images.Select(i => i.ClassId).Intersect(validation.Images.Select(i => i.ClassId)));
        Assert.All(validation.Images.GroupBy(i => i.ClassId), p => Assert.Equal(5, p.Count()));
    }

    [Fact]
    public void LowestIndexHash_KeepsAsManyApartAsItSays()
    {
        (Dataset train, Dataset validation) = Read("people", "holdOut: { lowestIndexHash: 7 }");
        Assert.Equal((23, 7), (train.Images.Count, validation.Images.Count));
    }

    [Fact]
    public void Split_IsTakenAsNamed()
    {
        (Dataset train, Dataset validation) = Read("parted", "train: train, validation: test");
        Assert.Equal((4, 2), (train.Images.Count, validation.Images.Count));
    }

    [Fact]
    public void PicturesAndLabelsElsewhere_AreFoundAsTheRecipeSays()
    {
        for (int i = 0; i < 4; i++)
        {
            DrawnData.Picture(_workspace, $"boxed/images/{i}.png", shade: 30 + i);
            _workspace.Write($"boxed/second/{i}.txt", "0 0.5 0.5 0.5 0.5");
            DrawnData.Picture(_workspace, $"far/{i}.png", shade: 30 + i);
        }

        _workspace.Write("boxed/classes.txt", "nut");
        Assert.All(Read("boxed", "labels: second, holdOut: { lowestIndexHash: 1 }", "yolo").Train.Images, i => Assert.Single(i.Objects));

        _workspace.Write("coco.json", """{"images":[{"id":1,"file_name":"0.png","width":40,"height":30},{"id":2,"file_name":"1.png","width":40,"height":30}],"annotations":[],"categories":[{"id":1,"name":"nut"}]}""");
        Assert.Single(Read("coco.json", "images: far, holdOut: { lowestIndexHash: 1 }", "coco").Train.Images);
    }

    [Theory]
    [InlineData("validation: test", 4, 2)]
    [InlineData("holdOut: { lowestIndexHash: 1 }", 3, 1)]
    [InlineData("holdOut: { share: 0.5 }", 4, 0)]
    public void DataWithASplitToLearnFrom_GiveNoOtherToLearnFrom(string parts, int learned, int kept)
    {
        (Dataset train, Dataset validation) = Read("parted", parts);
        Assert.Equal(kept == 0 ? learned : learned + kept, train.Images.Count + (kept == 0 ? validation.Images.Count : kept));
        Assert.All(train.Images, i => Assert.StartsWith("train/", i.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("parted", "validation: val", "'val'", "Its splits are: test, train.")]
    [InlineData("people", "validation: val", "'val'", "use 'holdOut'")]
    [InlineData("people", "holdOut: { lowestIndexHash: 1000 }", "0 are left to learn from and 30 to validate with", "Change")]
    public void WhatIsNotThere_IsToldWithWhatIs(string folder, string parts, string first, string second)
    {
        string message = Assert.Throws<RecipeException>(() => Read(folder, parts)).Message;
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(Dataset data) => data.Images.Select(i => i.Name);

    private (Dataset Train, Dataset Validation) Read(string folder, string parts, string format = "folder", string family = "classifier", string network = "{}") => RecipeDataReader.Read(RecipeReader.Parse(
        $$"""
        recipe: 1
        name: parts
        problem: Which part is this?
        family: {{family}}
        data: { path: {{folder}}, format: {{format}}, {{parts}} }
        input: { width: 16, height: 16, resize: stretch, channels: rgb, scale: 1/255 }
        network: {{network}}
        training: { epochs: 2, batch: 8, rate: 0.01 }
        model: { version: "1.0", summary: Says it., licence: MIT, source: drawn }
        """,
        _workspace["recipe.yaml"]));
}
