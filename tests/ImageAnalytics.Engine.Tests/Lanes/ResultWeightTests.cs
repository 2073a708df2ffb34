using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Lanes;

public sealed class ResultWeightTests
{
    [Theory]
    [InlineData(160, false)]
    [InlineData(170, true)]
    public void ProblemOf_CountsAllObservationsTogether(int count, bool tooMuch)
    {
        Observation heavy = new() { Kind = ObservationKinds.Detection, Detail = new string('x', 100_000) };
        string? problem = ResultWeight.ProblemOf([.. Enumerable.Range(1, count).Select(i => new StoredObservation(i, null, heavy))]);
        Assert.Equal(tooMuch, problem?.Contains("170 observations", StringComparison.Ordinal) ?? false);
    }
}
