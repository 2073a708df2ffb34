using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>What <c>--jobs</c> may say.</summary>
public sealed class JobsDatabaseTests
{
    [Theory]
    [InlineData("", "names no Host")]
    [InlineData("Host=db", "names no Database")]
    [InlineData("Host=db;Database=images;Pasword=hunter2", "cannot be understood")]
    [InlineData("postgresql://images:hunter2@db/images", "cannot be understood")]
    public void Parse_WhatIsNone_IsRefusedWithoutShowingASecret(string text, string expected)
    {
        RunRefusedException refused = Assert.Throws<RunRefusedException>(() => JobsDatabase.Parse(text));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Host=db.example", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shown_NeverHasThePassword()
    {
        JobsDatabase database = JobsDatabase.Parse("Host=db;Database=images;Username=me;Password=hunter2");
        Assert.Equal("'images' on 'db:5432' as 'me'", database.Shown);
        Assert.True(database.ShowsPassword);
    }

    [Theory]
    [InlineData("", "idle_in_transaction_session_timeout=5000")]
    [InlineData(";Options=-c idle_in_transaction_session_timeout=60000", "idle_in_transaction_session_timeout=5000 -c idle_in_transaction_session_timeout=60000")]
    public void Parse_Options_EndTransactionsOfSilentNodesButWhatIsGivenCounts(string given, string expected)
        => Assert.Contains($"-c {expected}", JobsDatabase.Parse($"Host=db;Database=images{given}").ConnectionString, StringComparison.Ordinal);
}
