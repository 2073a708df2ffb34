using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging.Tests;

public sealed class FailureClassesTests
{
    [Fact]
    public void All_IsWhatScriptsRelyOn()
        => Assert.Equal(
            ["crash", "damaged", "denied", "model-error", "not-an-image", "out-of-memory", "timeout", "too-large", "truncated", "unreadable", "unsupported", "vanished"],
            FailureClasses.All.Order(StringComparer.Ordinal));

    [Fact]
    public void IsRemembered_FaultsOfTheFile_AreKept()
        => Assert.Equal(
            ["not-an-image", "unsupported", "truncated", "damaged", "too-large", "crash"],
            FailureClasses.All.Where(FailureClasses.IsRemembered));

    [Fact]
    public void IsRemembered_UnknownClass_NamesThoseThatExist()
        => Assert.Contains("not-an-image", Assert.Throws<ArgumentException>(() => FailureClasses.IsRemembered("broken")).Message, StringComparison.Ordinal);
}
