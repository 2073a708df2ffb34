using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>Where folders of another machine are found on this one.</summary>
public sealed class PathMapTests
{
    [Theory]
    [InlineData("/data", "/mnt/data")]
    [InlineData("/data/yard/a.jpg", "/mnt/data/yard/a.jpg")]
    [InlineData("/database/a.jpg", "/database/a.jpg")]
    [InlineData("/srv/results", "/mnt/other")]
    [InlineData("/srv/other", "/elsewhere/srv/other")]
    public void Here_TheFirstThatMatchesCounts(string there, string here)
        => Assert.Equal(here, PathMap.Parse(["/data=/mnt/data/", "/srv/results/=/mnt/other", "/srv=/elsewhere/srv"]).Here(there));

    [Fact]
    public void Here_TheRootOfTheOtherMachine_IsAFolderOfThisOne()
        => Assert.Equal(["/mnt/a", "/a"], new[] { PathMap.Parse(["/=/mnt"]).Here("/a"), PathMap.Parse(["/mnt=/"]).Here("/mnt/a") });

    [Fact]
    public void Parse_WhatIsNone_IsRefusedAllAtOnce()
    {
        RunRefusedException refused = Assert.Throws<RunRefusedException>(() => PathMap.Parse(["data=/mnt", "/a=/b=/c", "/a", "/a=/b"]));
        Assert.Equal(3, refused.Problems.Count);
        Assert.Contains("--map is 'data=/mnt'; expected FROM=TO", refused.Problems[0], StringComparison.Ordinal);
    }
}
