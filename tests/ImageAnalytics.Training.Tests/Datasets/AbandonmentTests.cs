namespace ImageAnalytics.Training.Tests.Datasets;

public sealed class AbandonmentTests
{
    [Fact]
    public void WaitFor_WorkThatNeverEnds_IsGivenUp()
    {
        using CancellationTokenSource stop = new();
        using ManualResetEventSlim begun = new(), never = new();
        _ = Task.Run(() => { begun.Wait(TestContext.Current.CancellationToken); stop.Cancel(); }, TestContext.Current.CancellationToken);

        Assert.ThrowsAny<OperationCanceledException>(() => Abandonment.WaitFor(() => { begun.Set(); never.Wait(TestContext.Current.CancellationToken); return 1; }, stop.Token));
        never.Set();
    }

    [Fact]
    public void WaitFor_WorkThatFails_FailsAsItDid()
        => Assert.Equal("no data", Assert.Throws<DatasetException>(() => Abandonment.WaitFor<int>(() => throw new DatasetException("no data"), TestContext.Current.CancellationToken)).Message);
}
