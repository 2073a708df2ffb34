namespace ImageAnalytics.Results.Tests.Combining;

public sealed class HardSuppressionTests
{
    [Fact]
    public void Nms_OverlappingBoxes_KeepsTheMostConfident()
        // Shifted by 5 of 20: 15 x 20 = 300 shared of 500, IoU 0.6. Shifted by 10: 200 of 600, IoU 0.333.
        => Assert.Equal(
            ["car 0.9000 0,0,20,20 a+b", "car 0.7000 10,0,20,20 b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("b", "car", 0.8, 5, 0).Box("b", "car", 0.7, 10, 0).Texts("nms", "{}", "a", "b"));

    [Fact]
    public void Nms_OverlapOnTheThreshold_Stays()
        // Shifted by 10 of 30: 20 x 10 = 200 shared of 400, IoU 0.5 exactly, which is not above 0.5.
        => Assert.Equal(
            ["car 0.9000 0,0,30,10 a", "car 0.8000 10,0,30,10 b"],
            new Found().Box("a", "car", 0.9, 0, 0, 30, 10).Box("b", "car", 0.8, 10, 0, 30, 10).Texts("nms", "{ \"overlap\": 0.5 }", "a", "b"));

    [Theory]
    [InlineData("{}", "car 0.9000 0,0,20,20 a|truck 0.8000 0,0,20,20 b")]
    [InlineData("{ \"agree\": \"boxes\" }", "car 0.9000 0,0,20,20 a+b")]
    [InlineData("{ \"labels\": { \"truck\": \"car\" } }", "car 0.9000 0,0,20,20 a+b")]
    [InlineData("{ \"minConfidence\": 0.85 }", "car 0.9000 0,0,20,20 a")]
    public void Nms_TwoLabelsAtOnePlace_AreOneThingWhereOptionsSaySo(string options, string expected)
        => Assert.Equal(expected, string.Join('|', new Found().Box("a", "car", 0.9, 0, 0).Box("b", "truck", 0.8, 0, 0).Texts("nms", options, "a", "b")));

    [Fact]
    public void Nms_EqualConfidence_KeepsThatOfTheFirstStepById()
        => Assert.Equal(["car 0.8000 1,0,20,20 a+b"], new Found().Box("b", "car", 0.8, 0, 0).Box("a", "car", 0.8, 1, 0).Texts("nms", "{}", "b", "a"));

    [Fact]
    public void Nms_LabelsOfOtherNames_AreCalledAsInTheMap()
        => Assert.Equal(["car 0.8000 0,0,20,20 a"], new Found().Box("a", "automobile", 0.8, 0, 0).Texts("nms", """{ "labels": { "automobile": "car" } }""", "a"));

    [Fact]
    public void Nms_OneStepAndNothingFound_GivesNothing() => Assert.Empty(new Found().Texts("nms", "{}", "a"));

    [Fact]
    public void Nms_Survivor_IsTheFindingAsItWas()
    {
        Observation instance = new()
        {
            Kind = ObservationKinds.Instance, Label = "cell", Confidence = 0.9, Box = new BoundingBox(0, 0, 20, 20), Mask = new Mask(40, 40, "x", 9), Detail = """{"shade":3}""",
        };
        StoredObservation kept = Assert.Single(new Found().Add("a", instance, 7).Box("b", "cell", 0.8, 0, 0).Combine("nms", "{}", ["a", "b"], keepParents: true));
        Assert.Equal((1, 7), (kept.Number, kept.Parent));
        Assert.Equal(instance with { Detail = """{"shade":3,"steps":["a","b"],"votes":2}""" }, kept.Value);
    }
}
