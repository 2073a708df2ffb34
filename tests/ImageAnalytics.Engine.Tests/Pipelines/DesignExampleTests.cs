using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class DesignExampleTests
{
    private static readonly PipelineReading s_reading = PipelineFile.Parse(PipelineTexts.YardWatch, "yard.yaml");

    private static Pipeline Example => s_reading.Pipeline!;

    [Fact]
    public void Parse_DesignExample_HasNoProblem() => Assert.Empty(s_reading.Problems);

    [Fact]
    public void Parse_DesignExample_KeepsHeadAndReport()
    {
        Assert.Equal("yard-watch", Example.Name);
        Assert.Equal("Which vehicles and people were in the yard, and who?", Example.Problem);
        Assert.Equal(["**/*"], Example.Images.Include);
        Assert.Equal(["**/thumbs/**"], Example.Images.Exclude);
        Assert.Equal(PageSelection.First, Example.Images.Pages);
        Assert.Equal("Yard watch", Example.Report.Title);
        Assert.Equal(["html", "slides", "pptx", "csv", "coco"], Example.Report.Formats);
        Assert.Equal(PipelineTexts.YardWatch, Example.SourceText);
    }

    [Fact]
    public void Parse_DesignExample_KeepsSteps()
    {
        Assert.Equal(["objects", "vehicle-kind", "people", "more-objects", "fused"], Example.Steps.Select(s => s.Id));
        StepDefinition kind = Example.Steps[1];
        Assert.Equal(("classifier", "squeezenet", "objects"), (kind.Plugin, kind.Models["model"], kind.On));
        Assert.Equal("label in ('car', 'truck') and confidence > 0.6 and area_fraction > 0.01", kind.Where!.Canonical);
        StepDefinition people = Example.Steps[2];
        Assert.Equal(("yunet", "mobileface-v2"), (people.Models["detector"], people.Models["embedding"]));
        Assert.Equal("""{"gallery":"staff","tolerance":0.55}""", people.CanonicalOptions());
    }

    [Fact]
    public void Parse_DesignExample_KeepsCombinationsAndTables()
    {
        StepDefinition fused = Example.Steps[4];
        Assert.Equal("weighted-boxes", fused.Combine);
        Assert.Equal(["objects", "more-objects"], fused.Of);
        TableDefinition table = Assert.Single(Example.Tables);
        Assert.Equal("per-folder", table.Id);
        Assert.StartsWith("select folder, label", table.Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DesignExample_KnowsWhereThingsStand()
    {
        StepDefinition objects = Example.Steps[0];
        Assert.Equal((5, 5), (objects.Position.Line, objects.Position.Column));
        Assert.Equal((8, 31), (objects.PositionOf("options/minConfidence").Line, objects.PositionOf("options/minConfidence").Column));
        Assert.Equal((8, 16), (objects.PositionOf("options/minConfidence:key").Line, objects.PositionOf("options/minConfidence:key").Column));
    }

    [Fact]
    public void Validate_DesignExample_RefusesNothing()
    {
        PipelineEnvironment plain = TestEnvironment.Create(), full = new()
        {
            Plugins = [.. plain.Plugins, new KnownPlugin(TestEnvironment.Manifest("region-proposal-detector", ["instances"]))],
            Models = [.. plain.Models, new KnownModel("mask-rcnn-2go", "instances")],
        };
        Assert.Empty(PipelineValidator.Validate(Example, full));
    }
}
