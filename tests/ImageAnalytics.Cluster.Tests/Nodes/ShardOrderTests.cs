using ImageAnalytics.Cluster.Jobs;
using Quartz;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>What a job in the database may ask of a node.</summary>
public sealed class ShardOrderTests
{
    [Fact]
    public void Read_WhatAPlanQueued_IsTheOrder()
        => Assert.Equal(new ShardOrder("id", "/srv/out", "objects", 7), ShardOrder.Read(Data("/srv/out", "objects", "7")));

    [Theory]
    [InlineData("out", "objects", "1")]
    [InlineData("/srv/out", "../objects", "1")]
    [InlineData("/srv/out", "..", "1")]
    [InlineData("/srv/out", "a/b", "1")]
    [InlineData("/srv/out", "objects", "0")]
    [InlineData("/srv/out", "objects", "-1")]
    [InlineData("/srv/out", "objects", "1; DROP TABLE qrtz_triggers")]
    [InlineData("/srv/out", "", "1")]
    public void Read_WhatIsNoOrder_IsNull(string output, string pipeline, string shard) => Assert.Null(ShardOrder.Read(Data(output, pipeline, shard)));

    private static JobDataMap Data(string output, string pipeline, string shard)
    {
        JobDataMap data = ShardOrder.Common("id", output, pipeline);
        data[ShardOrder.ShardKey] = shard;
        return data;
    }
}
