using ImageAnalytics.Training.Evaluation;

namespace ImageAnalytics.Training.Tests.Evaluation;

/// <summary>Which of a model's classes are which of the data's.</summary>
public sealed class ClassMatchTests
{
    [Fact]
    public void Match_SameNamesInOtherOrderAndCase_AreOneClass()
    {
        ClassMatch match = ClassMatch.Match("m", ["Dog", "cat", "7"], Data("7", "CAT", "dog"));

        Assert.Equal([2, 1, 0], new[] { match.Of(0), match.Of(1), match.Of(2) });
        Assert.Empty(match.OnlyInData);
        Assert.Empty(match.OnlyInModel);
    }

    [Fact]
    public void Match_NamesThatDifferInCaseAlone_AreTwoClasses()
    {
        ClassMatch match = ClassMatch.Match("m", ["A", "a", "B"], Data("a", "A", "b"));

        Assert.Equal([1, 0, 2], new[] { match.Of(0), match.Of(1), match.Of(2) });
        Assert.Empty(match.OnlyInData);
    }

    [Fact]
    public void Match_LabelInOtherCapitals_IsNoClassWhereAnotherIsSpeltAsIt()
    {
        ClassMatch match = ClassMatch.Match("m", ["A", "a", "B"], Data("a", "b"));

        Assert.Equal([ClassMatch.Other, 0, 1], new[] { match.Of(0), match.Of(1), match.Of(2) });
        Assert.Equal(["A"], match.OnlyInModel);
    }

    [Fact]
    public void Match_LabelThatIsAList_HasEachOfItsNamesThatNoOtherHas()
    {
        ClassMatch match = ClassMatch.Match("m", ["tench, Tinca tinca", "crane", "panda, bear cat", "giant panda, panda", "hip, rose hip"], Data("Tench", "crane", "panda", "rose hip"));

        Assert.Equal([0, 1, ClassMatch.Other, ClassMatch.Other, 3], Enumerable.Range(0, 5).Select(match.Of));
        Assert.Equal(["panda"], match.OnlyInData);
    }

    [Fact]
    public void Match_NameInAList_GoesBeforeTheSameInOtherCapitals()
    {
        string[] labels = ["cardigan", "Cardigan, Cardigan Welsh corgi"];

        Assert.Equal([ClassMatch.Other, 0], Enumerable.Range(0, 2).Select(ClassMatch.Match("m", labels, Data("Cardigan")).Of));
        Assert.Equal([0, 1], Enumerable.Range(0, 2).Select(ClassMatch.Match("m", labels, ClassSpelling.Merge(Data("cardigan", "Cardigan"), labels)).Of));
    }

    [Fact]
    public void Match_NamesOfOneSideOnly_AreTold()
    {
        ClassMatch match = ClassMatch.Match("m", ["dog", "tvmonitor"], Data("dog", "tv"));

        Assert.Equal(ClassMatch.Other, match.Of(1));
        Assert.Equal(["tv"], match.OnlyInData);
        Assert.Equal(["tvmonitor"], match.OnlyInModel);
    }

    [Fact]
    public void Match_NoNameInBoth_ListsBothSides()
    {
        EvaluationException e = Assert.Throws<EvaluationException>(() => ClassMatch.Match("m", ["dog", "cat"], Data("gear", "nut")));

        Assert.Contains("The model 'm' cannot be evaluated on 'data'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'dog', 'cat'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'gear', 'nut'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_ObjectsThatAreNotToldApart_FitAModelOfOneClass()
    {
        Assert.Equal(0, ClassMatch.Match("m", ["nucleus"], Data("object")).Of(0));
        Assert.Throws<EvaluationException>(() => ClassMatch.Match("m", ["nucleus", "cell"], Data("object")));
        Assert.Throws<EvaluationException>(() => ClassMatch.Match("m", ["nucleus"], Data("gear")));
    }

    private static Dataset Data(params string[] classes) => new() { Source = "data", Classes = classes, Images = [] };
}
