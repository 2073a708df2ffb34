namespace ImageAnalytics.Reporting.Tests;

public sealed class FailureAdviceTests
{
    [Theory]
    [InlineData("unreadable")]
    [InlineData("not-an-image")]
    [InlineData("unsupported")]
    [InlineData("truncated")]
    [InlineData("damaged")]
    [InlineData("too-large")]
    [InlineData("timeout")]
    [InlineData("crash")]
    [InlineData("out-of-memory")]
    [InlineData("model-error")]
    [InlineData("vanished")]
    [InlineData("denied")]
    public void EveryClass_HasAMeaningAndAdvice(string failure)
    {
        (string meaning, string advice) = FailureAdvice.Of(failure);
        Assert.EndsWith(".", meaning, StringComparison.Ordinal);
        Assert.EndsWith(".", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownClass_PointsToTheMessage()
        => Assert.Equal(("", "Read the message."), FailureAdvice.Of("gremlins"));
}
