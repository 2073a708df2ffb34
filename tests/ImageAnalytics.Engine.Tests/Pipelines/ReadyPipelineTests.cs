using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

/// <summary>The pipelines that come with the program.</summary>
public sealed class ReadyPipelineTests
{
    private static string Folder => Path.Combine(Repository, "pipelines");

    private static string Repository
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ImageAnalytics.sln")))
            {
                folder = folder.Parent;
            }

            Assert.SkipUnless(folder is not null, "The repository is not above the tests' folder.");
            return folder!.FullName;
        }
    }

    [Fact]
    public void EachFile_IsReadWithoutProblemAndNamedAfterItsPipeline()
    {
        string[] files = Directory.GetFiles(Folder, "*.yaml");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            PipelineReading reading = PipelineFile.Read(file);
            Assert.Empty(reading.Problems);
            Assert.Equal(Path.GetFileNameWithoutExtension(file), reading.Pipeline!.Name);
            Assert.NotEqual("", reading.Pipeline.Problem);
        });
    }

    [Fact]
    public void Objects_LooksCloserAtVehiclesAndAnimals()
    {
        Pipeline pipeline = PipelineFile.Read(Path.Combine(Folder, "objects.yaml")).Pipeline!;
        Assert.Equal(["objects", "kind"], pipeline.Steps.Select(s => s.Id));
        WhereExpression where = pipeline.Steps[1].Where!;
        string[] asked = ["bicycle", "car", "motorbike", "aeroplane", "bus", "train", "truck", "boat", "bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"];
        Assert.All(asked, label => Assert.True(Wanted(where, label), label));
        Assert.All(["person", "chair", "traffic light", "teddy bear"], label => Assert.False(Wanted(where, label), label));
    }

    [Fact]
    public void Documentation_NamesEveryFieldAndKeyAndItsExampleIsRight()
    {
        string text = File.ReadAllText(Path.Combine(Repository, "docs", "pipelines.md"));
        Assert.All(WhereField.All, field => Assert.Contains($"`{field.Name}`", text, StringComparison.Ordinal));
        string example = text.Split("```yaml\n")[1].Split("```")[0];
        PipelineReading reading = PipelineLoader.Check(PipelineFile.Parse(example, "docs/pipelines.md"), TestEnvironment.Create);
        Assert.Empty(reading.Problems);
        Assert.Contains(PipelineGraph.ToText(reading.Pipeline!), text, StringComparison.Ordinal);
    }

    private static bool Wanted(WhereExpression where, string label)
        => where.Matches(new Sdk.Observation { Kind = Sdk.ObservationKinds.Detection, Label = label, Confidence = 0.5 }, 100, 100);
}
