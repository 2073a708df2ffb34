using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Tests.Runs;

public sealed class RecordedRunTests
{
    [Fact]
    public void RequestOf_WhatARunLeaves_IsTheSameRequest()
    {
        RunRequest request = Of("""{"pipelineFile":"p.yaml","pipelineFolder":"/f","overrides":["a.b=1"],"limits":{"maxBytes":1,"maxPixels":2,"timeoutSeconds":1.5,"maxWorkerMegabytes":4}}""");
        Assert.Equal(("/f/p.yaml", new JobLimits(1, 2, TimeSpan.FromSeconds(1.5), 4)), (request.PipelinePath, request.Limits));
        Assert.Equal(["a.b=1"], request.Overrides);
    }

    [Theory]
    [InlineData("""{"limits":{"maxBytes":1}}""")]
    [InlineData("""{"limits":3}""")]
    [InlineData("""{"limits":{"maxBytes":1.5,"maxPixels":2,"timeoutSeconds":1,"maxWorkerMegabytes":4}}""")]
    [InlineData("""{"limits":{"maxBytes":1,"maxPixels":2,"timeoutSeconds":1e300,"maxWorkerMegabytes":4}}""")]
    [InlineData("""{"overrides":"x"}""")]
    [InlineData("""{"inputs":{"a":1}}""")]
    [InlineData("""{"pipelineFile":["x"]}""")]
    [InlineData("""{"pipelineFile":"\ud800"}""")]
    public void RequestOf_DamagedDocument_IsRefused(string document)
        => Assert.StartsWith("The run '1' does not say how it was made", Assert.Throws<StoreException>(() => Of(document)).Message, StringComparison.Ordinal);

    private static RunRequest Of(string document) => RecordedRun.RequestOf((JsonObject)JsonNode.Parse(document)!, "1", "out", "data");
}
