using FsCheck;
using FsCheck.Fluent;

namespace ImageAnalytics.Faces.Tests;

public sealed class GalleryTests
{
    [Fact]
    public void Nearest_SeveralPhotosOfAPerson_TheNearestOfAllCounts()
    {
        Gallery gallery = Made.Gallery(Made.Face("ben", 1, 1, 0, 0), Made.Face("ben", 2, 0, 1, 0), Made.Face("anna", 3, 0, 0, 1));

        Assert.Equal(new Match("ben", 0.0101, "ben/2.jpg"), gallery.Nearest([0.1f, 0.7f, 0]));
        Assert.Equal(["anna", "ben"], gallery.People);
    }

    [Theory]
    [InlineData(0.2929, "anna")]
    [InlineData(0.2928, "")]
    public void Identify_AtTheTolerance_BelongsAndBeyondIsUnknown(double tolerance, string expected)
    {
        (string person, Match? nearest) = Made.Gallery(Made.Face("anna", 1, 1, 0, 0)).Identify([1, 1, 0], tolerance);

        Assert.Equal((expected, 0.2929), (person, nearest!.Distance));
    }

    [Fact]
    public void Nearest_EquallyNear_IsTheFirstInOrdinalOrderWhateverTheOrderOfEnrolment()
    {
        EnrolledFace[] faces = [Made.Face("zoe", 1, 1, 0, 0), Made.Face("anna", 2, 1, 0, 0), Made.Face("Zac", 3, 1, 0, 0)];

        Assert.Equal("Zac", Made.Gallery(faces).Nearest([1, 0, 0])!.Person);
        Assert.Equal("Zac", Made.Gallery([.. faces.Reverse()]).Nearest([1, 0, 0])!.Person);
    }

    [Fact]
    public void Nearest_Euclidean_IsTheLengthOfTheDifference()
    {
        Gallery gallery = new(Made.Model with { Metric = DistanceMetric.Euclidean }, "yunet", [Made.Face("anna", 1, 1, 2, 3)]);
        Assert.Equal(5, gallery.Nearest([1, 5, 7])!.Distance);
    }

    [Fact]
    public void Nearest_AnyVectors_IsNoFartherThanAnyoneAndIgnoresLength()
        => Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), seed =>
        {
            Random random = new(seed);
            float[] Vector() => [random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f];
            EnrolledFace[] faces = [.. Enumerable.Range(0, 1 + random.Next(20)).Select(i => Made.Face($"p{random.Next(5)}", i, Vector()))];
            float[] asked = Vector(), longer = [.. asked.Select(v => v * 7)];
            Gallery gallery = Made.Gallery(faces);
            Match nearest = gallery.Nearest(asked)!;
            return nearest.Distance is >= 0 and <= 2
                && faces.All(f => Made.Gallery(f).Nearest(asked)!.Distance >= nearest.Distance)
                && Math.Abs(gallery.Nearest(longer)!.Distance - nearest.Distance) <= 1e-4;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void CheckModel_AnotherModel_IsRefusedWithBothNames()
    {
        Gallery gallery = Made.Gallery(Made.Face("anna", 1, 1, 0, 0));
        gallery.CheckModel(Made.Model, "staff");

        string other = Assert.Throws<PluginException>(() => gallery.CheckModel(Made.Model with { Name = "sface" }, "staff")).Message;
        Assert.StartsWith("The gallery 'staff' was made with the embedding model 'tiles' and cannot be used with 'sface'", other, StringComparison.Ordinal);
        Assert.Contains("enroll the photos again", other, StringComparison.Ordinal);
        Assert.Contains("another model of this name (bbbbbbbbbbbb in place of aaaaaaaaaaaa)", Assert.Throws<PluginException>(() => gallery.CheckModel(Made.Model with { ContentHash = new string('b', 64) }, "staff")).Message, StringComparison.Ordinal);
        Assert.Contains("another version of this program", Assert.Throws<PluginException>(() => gallery.CheckModel(Made.Model with { Processing = "revision 2-1" }, "staff")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_APerson_LeavesTheOthersAndNamesTheNearestForATypingError()
    {
        Gallery gallery = Made.Gallery(Made.Face("anna", 1, 1, 0, 0), Made.Face("ben", 2, 0, 1, 0));

        Assert.Equal(["ben"], gallery.Without("anna", "staff").People);
        Assert.Contains("knows nobody called 'ana'. Did you mean 'anna'?", Assert.Throws<PluginException>(() => gallery.Without("ana", "staff")).Message, StringComparison.Ordinal);
        Assert.Contains("faces remove staff", Assert.Throws<PluginException>(() => gallery.Without("anna", "staff").Without("ben", "staff")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gallery_WhatCannotBeCompared_IsRefused()
    {
        Assert.Contains("expected 3 finite ones", Assert.Throws<ArgumentException>(() => Made.Gallery(Made.Face("anna", 1, 1, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Made.Gallery(Made.Face("anna", 1, 1, float.NaN, 2)));
        Assert.Throws<ArgumentException>(() => Made.Gallery(Made.Face("anna", 1, 0, 0, 0)));
        Assert.Throws<ArgumentException>(() => Made.Gallery(Made.Face("anna", 1, 1, 0, 0), Made.Face("ben", 1, 1, 0, 0)));
        Assert.Throws<ArgumentException>(() => Made.Gallery(Made.Face("an\nna", 1, 1, 0, 0)));
        Assert.Throws<ArgumentException>(() => Made.Gallery(Made.Face("anna", 1, 1, 0, 0)).Nearest([1, 0]));
    }

    [Theory]
    [InlineData("Anna-Lena Müller", true)]
    [InlineData("=cmd()", true)]
    [InlineData("", false)]
    [InlineData(".hidden", false)]
    [InlineData(" anna", false)]
    [InlineData("a\u001bb", false)]
    [InlineData("a\uFFFDb", false)]
    [InlineData("a\ud800", false)]
    public void PersonName_KnowsWhatIsSafe(string name, bool valid) => Assert.Equal(valid, PersonName.IsValid(name));
}
