using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Workers;

namespace ImageAnalytics.Engine.Tests.Workers;

public sealed class LaneBoardTests
{
    [Fact]
    public void Read_OnTheOtherSide_GivesWhatEachLaneBeganLast()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "board");
        using LaneBoard supervisor = LaneBoard.Create(path, 3);
        Assert.Empty(supervisor.Read());
        using LaneBoard worker = LaneBoard.Open(path, 3);
        File.Delete(path);
        worker.Write(0, 0, Stage.Read);
        worker.Write(2, 5_000_000_000, 7);
        worker.Write(2, 5_000_000_001, Stage.Decode);
        Assert.Equal([(0L, Stage.Read), (5_000_000_001L, Stage.Decode)], supervisor.Read());
    }
}
