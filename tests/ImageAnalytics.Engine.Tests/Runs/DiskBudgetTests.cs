using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Engine.Tests.Runs;

public sealed class DiskBudgetTests
{
    [Theory]
    [InlineData(0, 0, "All images are done; to finish, about 30.0 MB are needed: make room for at least ")]
    [InlineData(300, 40, "40 of 300 images are done; to finish, about 30.3 MB")]
    public void Advice_SaysWhatIsDoneAndHowMuchIsNeeded(long pending, long finished, string expected)
        => Assert.StartsWith(expected, new DiskBudget(Path.GetTempPath(), new DiskNeeds(1_000, 0, 100_000), 300, pending).Advice(finished), StringComparison.Ordinal);
}
