namespace ImageAnalytics.Results.Tests.Combining;

public sealed class VoteTests
{
    [Fact]
    public void Vote_Boxes_KeepsWhatMoreThanHalfOfTheStepsFound()
        // Two of three agree at 0 (IoU 0.6 each with the best): the mean of 0.9 and 0.5 is 0.7. The box at 100 has one vote.
        => Assert.Equal(
            ["car 0.7000 0,0,20,20 a+b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("b", "car", 0.5, 5, 0).Box("c", "car", 0.9, 100, 0).Texts("vote", "{}", "a", "b", "c"));

    [Theory]
    [InlineData(1, "car 0.9000 100,0,20,20 c|car 0.7000 0,0,20,20 a+b")]
    [InlineData(3, "")]
    public void Vote_MinVotes_SaysHowManyMustAgree(int votes, string expected)
        => Assert.Equal(
            expected,
            string.Join('|', new Found().Box("a", "car", 0.9, 0, 0).Box("b", "car", 0.5, 5, 0).Box("c", "car", 0.9, 100, 0)
                .Texts("vote", $$"""{ "minVotes": {{votes}} }""", "a", "b", "c")));

    [Fact]
    public void Vote_TwoBoxesOfOneStep_AreOneVote()
        => Assert.Empty(new Found().Box("a", "car", 0.9, 0, 0).Box("a", "car", 0.8, 0, 0).Texts("vote", """{ "minVotes": 2 }""", "a", "b"));

    [Fact]
    public void Vote_TwoThingsSideBySide_EachGathersItsOwnPartner()
        // Shifted by 4 the boxes of each step overlap one another with IoU 0.667; each finds the one at its own place, IoU 1.
        => Assert.Equal(
            ["car 0.8500 0,0,20,20 a+b", "car 0.6500 4,0,20,20 a+b"],
            new Found().Box("a", "car", 0.9, 0, 0).Box("a", "car", 0.7, 4, 0).Box("b", "car", 0.6, 4, 0).Box("b", "car", 0.8, 0, 0).Texts("vote", "{}", "a", "b"));

    [Fact]
    public void Vote_LabelsIgnored_TheLabelWithMostVotesWins()
        // Truck is most confident, car has two votes. The best car lends its box; the mean of 0.9, 0.6 and 0.3 is 0.6.
        => Assert.Equal(
            ["car 0.6000 1,0,20,20 a+b+c"],
            new Found().Box("a", "truck", 0.9, 0, 0).Box("b", "car", 0.6, 1, 0).Box("c", "car", 0.3, 2, 0).Texts("vote", """{ "agree": "boxes" }""", "a", "b", "c"));

    [Fact]
    public void Vote_WholeImages_TakesTheMajorityWithItsMeanConfidence()
        // Each step votes for its first answer: tabby, tabby, lynx. (0.9 + 0.4) / 2 = 0.65.
        => Assert.Equal(
            ["tabby 0.6500 a+c"],
            new Found().Label("a", "tabby", 0.9, 1).Label("a", "lynx", 0.1, 2).Label("b", "lynx", 0.8, 1).Label("b", "tabby", 0.2, 2).Label("c", "tabby", 0.4, 1)
                .Texts("vote", "{}", "a", "b", "c"));

    [Fact]
    public void Vote_TiedLabels_AreRankedByMeanConfidenceAndThenByName()
    {
        StoredObservation[] ranked =
        [
            .. new Found().Label("a", "lynx", 0.8, 1).Label("b", "tabby", 0.9, 1).Label("c", "fox", 0.8, 1).Combine("vote", """{ "minVotes": 1 }""", ["a", "b", "c"]),
        ];
        Assert.Equal(["tabby 1", "fox 2", "lynx 3"], ranked.Select(r => $"{r.Value.Label} {r.Value.Rank}"));
        Assert.All(ranked, r => Assert.Equal((ObservationKinds.Classification, null), (r.Value.Kind, r.Value.Box)));
    }

    [Fact]
    public void Vote_LeastConfidence_LeavesNoGapInTheRanks()
        => Assert.Equal(
            ["B 1"],
            new Found().Label("a", "A", 0.3, 1).Label("b", "A", 0.3, 1).Label("c", "B", 0.9, 1).Combine("vote", """{ "minVotes": 1, "minConfidence": 0.5 }""", ["a", "b", "c"])
                .Select(r => $"{r.Value.Label} {r.Value.Rank}"));

    [Fact]
    public void Vote_NoMajority_GivesNothing() => Assert.Empty(new Found().Label("a", "lynx", 0.8, 1).Label("b", "tabby", 0.9, 1).Texts("vote", "{}", "a", "b"));

    [Fact]
    public void Vote_LabelsOfOtherNames_VoteTogether()
        => Assert.Equal(
            ["car 0.7000 a+b"],
            new Found().Label("a", "automobile", 0.8, 1).Label("b", "car", 0.6, 1).Texts("vote", """{ "labels": { "automobile": "car" } }""", "a", "b"));

    [Fact]
    public void Vote_Regions_AreVotedOnOneByOneAndKeepTheirParent()
    {
        // Two findings at one place: only their parent tells them apart.
        BoundingBox region = new(10, 10, 30, 30);
        Found found = new Found().Label("a", "sedan", 0.8, 1, region, 1).Label("a", "van", 0.9, 1, region, 2).Label("b", "van", 0.7, 1, region, 2).Label("b", "sedan", 0.6, 1, region, 1);
        Assert.Equal(
            ["van 0.8000 10,10,30,30 a+b on 2", "sedan 0.7000 10,10,30,30 a+b on 1"],
            found.Combine("vote", "{}", ["a", "b"], keepParents: true).Select(s => $"{Found.Text(s)} on {s.Parent}"));
    }

    [Fact]
    public void Vote_OneStep_IsItsOwnMajority()
        => Assert.Equal(["car 0.9000 0,0,20,20 a"], new Found().Box("a", "car", 0.9, 0, 0).Texts("vote", "{}", "a"));
}
