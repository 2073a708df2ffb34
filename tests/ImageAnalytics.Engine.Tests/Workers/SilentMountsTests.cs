using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Workers;

public sealed class SilentMountsTests
{
    private readonly SilentMounts _mounts = new(path => path[..path.LastIndexOf('/')]);

    [Fact]
    public void ResultOf_ThreeGivenUpInARow_DoesNotTryTheOthersOfThatFileSystem()
    {
        Assert.Null(_mounts.GaveUp(Item("/nas/a")));
        Assert.Null(_mounts.GaveUp(Item("/nas/b")));
        Assert.Null(_mounts.ResultOf(Item("/nas/d")));
        Assert.Equal("/nas", _mounts.GaveUp(Item("/nas/c")));
        ItemResult silent = _mounts.ResultOf(Item("/nas/d"))!;
        Assert.Equal(FailureClasses.Timeout, silent.File!.Failure);
        Assert.Contains("'/nas' did not answer in time for 3 files", silent.File.Message, StringComparison.Ordinal);
        Assert.Null(_mounts.ResultOf(Item("/disk/a")));
    }

    [Fact]
    public void ResultOf_OneAnsweredBetween_TriesOn()
    {
        _mounts.GaveUp(Item("/nas/a"));
        _mounts.GaveUp(Item("/nas/b"));
        _mounts.Answered(Item("/nas/c"));
        Assert.Null(_mounts.GaveUp(Item("/nas/d")));
        Assert.Null(_mounts.ResultOf(Item("/nas/e")));
    }

    private static WorkItem Item(string path) => new() { Ordinal = 1, Path = path, FullPath = path, Missing = [0] };
}
