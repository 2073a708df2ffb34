namespace ImageAnalytics.Results.Tests.Combining;

public sealed class SoftSuppressionTests
{
    [Fact]
    public void SoftNms_Gaussian_LowersByTheSquareOfTheOverlap()
        // IoU 0.6 (300 of 500): 0.8 x exp(-0.36 / 0.5) = 0.8 x 0.486752 = 0.389402.
        => Assert.Equal(
            ["car 0.9000 0,0,20,20 a+b", "car 0.3894 5,0,20,20 a+b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("b", "car", 0.8, 5, 0).Texts("soft-nms", "{}", "a", "b"));

    [Fact]
    public void SoftNms_Linear_LowersAboveTheOverlapAlone()
        // First 0.9 at 0. The box at 5 has IoU 0.6: 0.8 x 0.4 = 0.32. The box at 12 has 8 x 20 = 160 of 640, IoU 0.25, not above 0.3: it keeps
        // 0.7 and comes second. With it the box at 5 shares 13 x 20 = 260 of 540, IoU 0.481481: 0.32 x 0.518519 = 0.165926.
        => Assert.Equal(
            ["car 0.9000 0,0,20,20 a+b", "car 0.7000 12,0,20,20 b", "car 0.1659 5,0,20,20 a+b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("b", "car", 0.8, 5, 0).Box("b", "car", 0.7, 12, 0).Texts("soft-nms", """{ "decay": "linear" }""", "a", "b"));

    [Fact]
    public void SoftNms_FallenBelowTheLeast_GoesAway()
        => Assert.Equal(
            ["car 0.9000 0,0,20,20 a+b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("b", "car", 0.8, 5, 0).Texts("soft-nms", """{ "minConfidence": 0.39 }""", "a", "b"));

    [Fact]
    public void SoftNms_SmallerSigma_LowersMore()
        // 0.8 x exp(-0.36 / 0.1) = 0.8 x 0.0273237 = 0.0218590.
        => Assert.Equal("car 0.0219 5,0,20,20 a+b", new Found().Box("a", "car", 0.9, 0, 0).Box("b", "car", 0.8, 5, 0).Texts("soft-nms", """{ "sigma": 0.1 }""", "a", "b")[1]);

    [Fact]
    public void SoftNms_OtherLabel_IsLeftAlone()
        => Assert.Equal(
            ["car 0.9000 0,0,20,20 a", "dog 0.8000 5,0,20,20 b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("b", "dog", 0.8, 5, 0).Texts("soft-nms", "{}", "a", "b"));

    [Fact]
    public void SoftNms_EqualConfidence_TakesThatOfTheFirstStepById()
        => Assert.Equal(
            ["car 0.8000 5,0,20,20 a+b", "car 0.3894 0,0,20,20 a+b"],
            new Found().Box("b", "car", 0.8, 0, 0).Box("a", "car", 0.8, 5, 0).Texts("soft-nms", "{}", "b", "a"));
}
