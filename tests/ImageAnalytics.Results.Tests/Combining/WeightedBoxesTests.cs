namespace ImageAnalytics.Results.Tests.Combining;

public sealed class WeightedBoxesTests
{
    // Shifted by 4 of 20: 16 x 20 = 320 shared of 480, IoU 0.667, above 0.55.
    private static Found Two => new Found().Box("a", "car", 0.75, 0, 0).Box("b", "car", 0.25, 4, 0);

    [Fact]
    public void WeightedBoxes_BothAgree_AveragesEdgesByConfidence()
        // Left 0.75 x 0 + 0.25 x 4 = 1, right 0.75 x 20 + 0.25 x 24 = 21. Confidence (0.75 + 0.25) / 2 = 0.5, times min(2, 2) / 2.
        => Assert.Equal(["car 0.5000 1,0,20,20 a+b"], Two.Texts("weighted-boxes", "{}", "a", "b"));

    [Fact]
    public void WeightedBoxes_OneOfThreeIsSilent_LowersTheConfidence()
        // 0.5 x min(3, 2) / 3 = 0.3333.
        => Assert.Equal(["car 0.3333 1,0,20,20 a+b"], Two.Texts("weighted-boxes", "{}", "a", "b", "c"));

    [Fact]
    public void WeightedBoxes_AloneOfTwo_HalvesTheConfidence()
        => Assert.Equal(["car 0.4500 0,0,20,20 a"], new Found().Box("a", "car", 0.9, 0, 0).Texts("weighted-boxes", "{}", "a", "b"));

    [Fact]
    public void WeightedBoxes_MoreBoxesThanSteps_RaisesNothing()
        // Three boxes of two steps at one place: the mean of 0.9, 0.6 and 0.3 is 0.6, times min(2, 3) / 2 = 1.
        => Assert.Equal(
            ["car 0.6000 0,0,20,20 a+b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("a", "car", 0.6, 0, 0).Box("b", "car", 0.3, 0, 0).Texts("weighted-boxes", "{}", "a", "b"));

    [Fact]
    public void WeightedBoxes_Weights_CountAStepMore()
        // a counts 3: 2.25 of 2.5 pulls left to 0.4 and right to 20.4. Confidence (2.25 + 0.25) / 2 = 1.25, times 2 / (3 + 1) = 0.625.
        => Assert.Equal(["car 0.6250 0.4,0,20,20 a+b"], Two.Texts("weighted-boxes", """{ "weights": { "a": 3 } }""", "a", "b"));

    [Fact]
    public void WeightedBoxes_WeightsDecideTheOrder_LikeConfidences()
        // b counts 4 and comes first although it is less sure: 1.0 against 0.75; left (1.0 x 4 + 0.75 x 0) / 1.75 = 2.2857.
        => Assert.Equal(["car 0.3500 2.3,0,20,20 a+b"], Two.Texts("weighted-boxes", """{ "weights": { "b": 4 } }""", "a", "b"));

    [Fact]
    public void WeightedBoxes_SkipBox_DoesNotLookAtWeakBoxes()
        => Assert.Equal(["car 0.3750 0,0,20,20 a"], Two.Texts("weighted-boxes", """{ "skipBox": 0.3 }""", "a", "b"));

    [Fact]
    public void WeightedBoxes_FusedBoxMovesOn_TheNextIsComparedWithIt()
        // 0.5 at 0 and 0.5 at 4 fuse to left 2. The box at 7 has IoU 13/27 = 0.481 with the first, but 15/25 = 0.6 with the fused one: it joins.
        // Left (0.5 x 0 + 0.5 x 4 + 0.4 x 7) / 1.4 = 3.4286; confidence 1.4 / 3 = 0.4667, times 3 / 3.
        => Assert.Equal(
            ["car 0.4667 3.4,0,20,20 a+b+c"],
            new Found().Box("a", "car", 0.5, 0, 0).Box("b", "car", 0.5, 4, 0).Box("c", "car", 0.4, 7, 0).Texts("weighted-boxes", "{}", "a", "b", "c"));

    [Fact]
    public void WeightedBoxes_LabelsIgnored_TakesTheLabelWithMostConfidence()
        // Truck 0.5 alone is ahead, but car has 0.4 + 0.3 together.
        => Assert.Equal(
            ["car 0.4000 0,0,20,20 a+b+c"],
            new Found().Box("a", "truck", 0.5, 0, 0).Box("b", "car", 0.4, 0, 0).Box("c", "car", 0.3, 0, 0).Texts("weighted-boxes", """{ "agree": "boxes" }""", "a", "b", "c"));

    [Fact]
    public void WeightedBoxes_OneStep_ChangesOnlyWhatOverlaps()
        => Assert.Equal(
            ["car 0.9000 0,0,20,20 a", "dog 0.8000 0,0,20,20 a"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("a", "dog", 0.8, 0, 0).Texts("weighted-boxes", "{}", "a"));

    [Fact]
    public void WeightedBoxes_ConfidenceZero_IsNoDivisionByZero()
        => Assert.Equal(["car 0.0000 0,0,20,20 a+b"], new Found().Box("a", "car", 0, 0, 0).Box("b", "car", 0, 4, 0).Texts("weighted-boxes", "{}", "a", "b"));

    [Fact]
    public void WeightedBoxes_NothingFound_GivesNothing() => Assert.Empty(new Found().Texts("weighted-boxes", "{}", "a", "b"));

    [Fact]
    public void WeightedBoxes_AMaskAmongTheMembers_IsKeptAndMakesAnInstance()
    {
        Mask mask = new(40, 40, "x", 9);
        Found found = new Found().Box("a", "cell", 0.9, 0, 0)
            .Add("b", new Observation { Kind = ObservationKinds.Instance, Label = "cell", Confidence = 0.5, Box = new BoundingBox(0, 0, 20, 20), Mask = mask });
        Observation fused = Assert.Single(found.Combine("weighted-boxes", "{}", ["a", "b"])).Value;
        Assert.Equal((ObservationKinds.Instance, mask, """{"steps":["a","b"],"votes":2}"""), (fused.Kind, fused.Mask, fused.Detail));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("""{"a":1,"a":2}""")]
    public void WeightedBoxes_DetailThatIsNoObject_IsLeftOut(string detail)
    {
        Found found = new Found().Add("a", new Observation { Kind = ObservationKinds.Detection, Label = "x", Confidence = 1, Box = new BoundingBox(0, 0, 9, 9), Detail = detail });
        Assert.Equal("""{"steps":["a"],"votes":1}""", Assert.Single(found.Combine("weighted-boxes", "{}", ["a"])).Value.Detail);
    }
}
